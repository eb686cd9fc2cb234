import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Lift } from "../workers/app/ports/sessions.ts";
import { endingGuardName } from "../workers/app/ports/object-names.ts";
import { newVerificationId } from "../workers/adapters/crypto/locator.ts";
import { agentId, type VerificationId } from "../workers/core/kit/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../workers/core/kit/time.ts";
import { deps, fresh } from "../test/support/worker-fixture.ts";

const NOW = Date.UTC(2026, 10, 18, 12);
const guardOf = () => env.SUBJECT_GUARD.getByName(`person:${fresh()}`);

const request = (verificationId: VerificationId, now = NOW) => ({
  lease: { verificationId, ticketNumber: "IR-0000039", agentId: agentId.parse("agt_sender01"), agentName: "Dana Cole" },
  until: now + HOUR_MS,
  startsPerDay: 5,
  now,
});

describe("the lease", () => {
  it("lets one of many in", async () => {
    const guard = guardOf();
    const replies = await Promise.all(Array.from({ length: 20 }, () => guard.reserve(request(newVerificationId()))));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(replies.filter((reply) => !reply.ok && reply.error.code === "guard.open")).toHaveLength(19);
  });

  it("is granted to its holder again, and costs the person nothing while it is only reserved", async () => {
    const guard = guardOf();
    const id = newVerificationId();
    expect(await guard.reserve(request(id))).toEqual({ ok: true, value: undefined });
    expect(await guard.reserve(request(id))).toEqual({ ok: true, value: undefined });
    expect((await guard.state(NOW)).startsToday).toBe(0);
  });

  it("names who took the check over, and is not made anew for one that has ended", async () => {
    const guard = guardOf();
    const { lease, until } = request(newVerificationId());
    const taken = { ...lease, agentId: agentId.parse("agt_second01"), agentName: "Lee Park" };
    await guard.hold({ lease, until, now: NOW });
    await guard.handOver(taken, NOW);
    expect(await guard.state(NOW)).toMatchObject({ lease: taken, startsToday: 1 });
    await guard.release(lease.verificationId);
    await guard.handOver(taken, NOW);
    expect((await guard.state(NOW)).lease).toBeUndefined();
  });

  it("that was reserved and came to nothing is given back, one that is held is not", async () => {
    const guard = guardOf();
    const id = newVerificationId();
    const before = await guard.state(NOW);
    await guard.reserve(request(id));
    await guard.giveBack(newVerificationId());
    expect((await guard.state(NOW)).lease?.verificationId).toBe(id);
    await guard.giveBack(id);
    expect(await guard.state(NOW)).toEqual(before);
    await guard.hold({ lease: request(id).lease, until: NOW + HOUR_MS, now: NOW });
    await guard.giveBack(id);
    expect((await guard.state(NOW)).lease?.verificationId).toBe(id);
  });

  it("tells who holds it, and nothing more", async () => {
    const guard = guardOf();
    const first = request(newVerificationId());
    await guard.reserve(first);
    expect(await guard.reserve(request(newVerificationId()))).toEqual({
      ok: false,
      error: { code: "guard.open", lease: first.lease },
    });
  });

  it("is released by its holder's id only", async () => {
    const guard = guardOf();
    const [first, second] = [newVerificationId(), newVerificationId()];
    await guard.reserve(request(first));
    await guard.release(second);
    expect((await guard.state(NOW)).lease?.verificationId).toBe(first);
    await guard.release(first);
    expect((await guard.state(NOW)).lease).toBeUndefined();
    await guard.reserve(request(second));
    // A late release of the older check frees nobody.
    await guard.release(first);
    expect((await guard.state(NOW)).lease?.verificationId).toBe(second);
  });

  it.each([
    [-1, false],
    [0, true],
    [1, true],
  ])("is free %i ms from its end: %s", async (offset, free) => {
    const guard = guardOf();
    await guard.reserve(request(newVerificationId()));
    expect((await guard.reserve(request(newVerificationId(), NOW + HOUR_MS + offset))).ok).toBe(free);
  });

  it("that lapsed and is taken again by the same check is still one start", async () => {
    const guard = guardOf();
    const id = newVerificationId();
    const hold = (now: number) => guard.hold({ lease: request(id).lease, until: now + HOUR_MS, now });
    await guard.reserve({ ...request(id), startsPerDay: 1 });
    await hold(NOW);
    expect((await guard.reserve({ ...request(id, NOW + HOUR_MS), startsPerDay: 1 })).ok).toBe(true);
    await hold(NOW + HOUR_MS);
    expect((await guard.state(NOW + HOUR_MS)).startsToday).toBe(1);
    expect((await guard.reserve({ ...request(newVerificationId(), NOW + 2 * HOUR_MS), startsPerDay: 1 })).ok).toBe(
      false,
    );
  });

  describe("held", () => {
    const held = (id: VerificationId, now = NOW) => ({ lease: request(id).lease, until: now + 3 * HOUR_MS, now });

    it("lasts, and is one start", async () => {
      const guard = guardOf();
      const id = newVerificationId();
      await guard.reserve(request(id));
      expect(await guard.hold(held(id))).toEqual({ ok: true, value: undefined });
      expect(await guard.hold(held(id))).toEqual({ ok: true, value: undefined });
      expect((await guard.state(NOW + 3 * HOUR_MS - 1)).lease?.verificationId).toBe(id);
      expect((await guard.state(NOW + 3 * HOUR_MS)).lease).toBeUndefined();
      expect((await guard.state(NOW)).startsToday).toBe(1);
      await guard.release(id);
      expect((await guard.state(NOW)).lease).toBeUndefined();
    });

    it.each([
      ["after it had lapsed", HOUR_MS],
      ["a millisecond before", HOUR_MS - 1],
    ])("%s is granted while nobody else came", async (_when, passed) => {
      const guard = guardOf();
      const id = newVerificationId();
      await guard.reserve(request(id));
      expect((await guard.hold(held(id, NOW + passed))).ok).toBe(true);
      expect((await guard.reserve(request(newVerificationId(), NOW + 2 * HOUR_MS))).ok).toBe(false);
    });

    it("is refused once another check has the person, and takes nothing from it", async () => {
      const guard = guardOf();
      const [late, quick] = [request(newVerificationId()), request(newVerificationId(), NOW + HOUR_MS)];
      await guard.reserve(late);
      await guard.reserve(quick);
      const refused = await guard.hold(held(late.lease.verificationId, NOW + HOUR_MS));
      expect(refused).toEqual({ ok: false, error: { code: "guard.open", lease: quick.lease } });
      expect((await guard.state(NOW + HOUR_MS)).lease).toEqual(quick.lease);
      await guard.release(late.lease.verificationId);
      expect((await guard.state(NOW + HOUR_MS)).lease).toEqual(quick.lease);
    });
  });

  it("outlives the object's memory", async () => {
    const guard = guardOf();
    await guard.reserve(request(newVerificationId()));
    await evictDurableObject(guard);
    expect((await guard.reserve(request(newVerificationId()))).ok).toBe(false);
  });
});

describe("starts", () => {
  it("five in 24 hours, counted from each", async () => {
    const guard = guardOf();
    const start = async (now: number) => {
      const id = newVerificationId();
      const reply = await guard.reserve(request(id, now));
      if (reply.ok) {
        await guard.hold({ lease: request(id).lease, until: now + HOUR_MS, now });
        await guard.release(id);
      }
      return reply.ok ? "ok" : reply.error.code;
    };
    for (let hour = 0; hour < 5; hour += 1) {
      expect(await start(NOW + hour * HOUR_MS)).toBe("ok");
    }
    expect(await start(NOW + 5 * HOUR_MS)).toBe("guard.daily_limit");
    expect(await start(NOW + DAY_MS - 1)).toBe("guard.daily_limit");
    expect(await start(NOW + DAY_MS)).toBe("ok");
    expect(await start(NOW + DAY_MS)).toBe("guard.daily_limit");
  });

  it("an agent's, within a sliding window", async () => {
    const guard = guardOf();
    const window = (now: number, id: string = newVerificationId()) => ({
      id,
      limit: 10,
      windowMs: 10 * MINUTE_MS,
      now,
    });
    const starts = await Promise.all(Array.from({ length: 25 }, () => guard.countStart(window(NOW))));
    expect(starts.filter(Boolean)).toHaveLength(10);
    expect(await guard.countStart(window(NOW + 10 * MINUTE_MS - 1))).toBe(false);
    expect(await guard.countStart(window(NOW + 10 * MINUTE_MS))).toBe(true);
  });

  it("an agent's of one check is one, and none once it came to nothing", async () => {
    const guard = guardOf();
    const start = (id: string) => guard.countStart({ id, limit: 1, windowMs: 10 * MINUTE_MS, now: NOW });
    expect([await start("one"), await start("one"), await start("two")]).toEqual([true, true, false]);
    await guard.uncountStart("one");
    expect(await start("two")).toBe(true);
  });
});

describe("the fence", () => {
  it("keeps everybody out until its end, the holder of the lease too", async () => {
    const guard = guardOf();
    const id = newVerificationId();
    await guard.reserve(request(id));
    await guard.fence(NOW + HOUR_MS);
    expect(await guard.reserve(request(id))).toEqual({
      ok: false,
      error: { code: "guard.fenced", until: NOW + HOUR_MS },
    });
    expect((await guard.state(NOW + HOUR_MS - 1)).fencedUntil).toBe(NOW + HOUR_MS);
    expect((await guard.state(NOW + HOUR_MS)).fencedUntil).toBeUndefined();
    expect((await guard.reserve(request(newVerificationId(), NOW + HOUR_MS))).ok).toBe(true);
  });

  it("is never shortened by a second report", async () => {
    const guard = guardOf();
    await guard.fence(NOW + 24 * HOUR_MS);
    await guard.fence(NOW + HOUR_MS);
    expect((await guard.state(NOW)).fencedUntil).toBe(NOW + 24 * HOUR_MS);
  });

  it("overtakes a check that was reserved before it, and no check that exists", async () => {
    const guard = guardOf();
    const [reserved, held] = [request(newVerificationId()), request(newVerificationId())];
    await guard.hold(held);
    await guard.release(held.lease.verificationId);
    await guard.reserve(reserved);
    await guard.fence(NOW + HOUR_MS);
    expect(await guard.hold(reserved)).toMatchObject({ error: { code: "guard.fenced" } });
    await guard.release(reserved.lease.verificationId);
    expect((await guard.hold(held)).ok).toBe(true);
  });

  it("of one person is not another's", async () => {
    await guardOf().fence(NOW + HOUR_MS);
    expect((await guardOf().reserve(request(newVerificationId()))).ok).toBe(true);
  });
});

describe("lifting", () => {
  const LIFTER = agentId.parse("agt_lifter01");
  const lift = (what: Lift["what"], now: number, seenUntil = now + DAY_MS): Lift => ({
    what,
    agentId: LIFTER,
    seenUntil,
    now,
  });

  it("leaves a report that came after the agent had looked", async () => {
    const guard = guardOf();
    await guard.fence(NOW + HOUR_MS);
    await guard.fence(NOW + HOUR_MS + 1);
    await guard.lift(lift("report", NOW, NOW + HOUR_MS));
    expect((await guard.state(NOW)).fencedUntil).toBe(NOW + HOUR_MS + 1);
  });

  it("keeps the person for a day from whoever lifted, and from nobody else", async () => {
    const guard = guardOf();
    const own = (now: number) => {
      const asked = request(newVerificationId(), now);
      return { ...asked, lease: { ...asked.lease, agentId: LIFTER } };
    };
    await guard.lift(lift("used_up", NOW));
    const refused = { ok: false, error: { code: "guard.lifted_by_agent" } };
    expect(await guard.reserve(own(NOW + DAY_MS - 1))).toEqual(refused);
    expect(await guard.hold(own(NOW + DAY_MS - 1))).toEqual(refused);
    expect((await guard.state(NOW + DAY_MS - 1)).liftedBy).toEqual([LIFTER]);
    const other = request(newVerificationId());
    expect((await guard.reserve(other)).ok).toBe(true);
    await guard.release(other.lease.verificationId);
    expect((await guard.state(NOW + DAY_MS)).liftedBy).toEqual([]);
    expect((await guard.reserve(own(NOW + DAY_MS))).ok).toBe(true);
  });

  it("ends the block, for good when the same one is told again, and not for a new report", async () => {
    const guard = guardOf();
    await guard.fence(NOW + HOUR_MS);
    await guard.lift(lift("report", NOW));
    await guard.fence(NOW + HOUR_MS);
    expect((await guard.reserve(request(newVerificationId()))).ok).toBe(true);
    await guard.fence(NOW + 2 * HOUR_MS);
    expect((await guard.state(NOW)).fencedUntil).toBe(NOW + 2 * HOUR_MS);
    await guard.lift(lift("used_up", NOW));
    expect((await guard.state(NOW)).fencedUntil).toBe(NOW + 2 * HOUR_MS);
  });

  it("is blocked anew by a report that is said again after it, and for no longer while the block lasts", async () => {
    const guard = guardOf();
    const again = (at: number) => guard.fence(at + HOUR_MS, { at, again: true });
    const until = async () => (await guard.state(NOW + 3)).fencedUntil;
    await guard.fence(NOW + HOUR_MS, { at: NOW, again: false });
    await again(NOW + 1);
    expect(await until()).toBe(NOW + HOUR_MS);
    await guard.lift(lift("report", NOW + 2));
    // The first one, told late.
    await guard.fence(NOW + HOUR_MS, { at: NOW, again: false });
    expect(await until()).toBeUndefined();
    // A shorter block than the one that was lifted is a block too.
    await guard.fence(NOW + HOUR_MS / 2, { at: NOW + 3, again: false });
    expect(await until()).toBe(NOW + HOUR_MS / 2);
    await guard.lift(lift("report", NOW + 3));
    await again(NOW + 4);
    expect(await until()).toBe(NOW + 4 + HOUR_MS);
  });

  it("and taking over at one moment: the first that comes counts", async () => {
    const [one, other] = [guardOf(), guardOf()];
    const id = newVerificationId();
    const open = request(id);
    const taken = { ...open.lease, agentId: LIFTER };
    for (const guard of [one, other]) await guard.hold(open);
    expect(await one.bar({ agentId: LIFTER, now: NOW })).toEqual({ ok: true });
    expect(await one.handOver(taken, NOW)).toMatchObject({ error: { code: "guard.lifted_by_agent" } });
    expect((await one.state(NOW)).lease).toEqual(open.lease);
    expect(await other.handOver(taken, NOW)).toEqual({ ok: true });
    expect(await other.bar({ agentId: LIFTER, now: NOW })).toEqual({ ok: false, error: "guard.in_charge" });
    expect((await other.state(NOW)).liftedBy).toEqual([]);
  });

  it("frees the day's checks, and leaves the open one its person", async () => {
    const guard = guardOf();
    const [before, after] = [request(newVerificationId()), request(newVerificationId(), NOW + 2)];
    await guard.hold(before);
    await guard.lift(lift("used_up", NOW + 1));
    expect(await guard.state(NOW + 1)).toMatchObject({ startsToday: 0, lease: before.lease });
    await guard.giveBack(before.lease.verificationId);
    expect((await guard.state(NOW + 1)).lease).toEqual(before.lease);
    await guard.release(before.lease.verificationId);
    expect((await guard.reserve({ ...after, startsPerDay: 1 })).ok).toBe(true);
    await guard.hold(after);
    await guard.release(after.lease.verificationId);
    expect((await guard.reserve({ ...request(newVerificationId(), NOW + 3), startsPerDay: 1 })).ok).toBe(false);
  });
});

describe("what no longer counts", () => {
  const kept = (guard: ReturnType<typeof guardOf>) =>
    runInDurableObject(guard, async (_instance, state) => ({
      rows: [...state.storage.kv.list()].length,
      alarm: await state.storage.getAlarm(),
    }));

  afterEach(() => {
    vi.useRealTimers();
  });

  it("is not kept: no name of an agent, ticket or check", async () => {
    // The runtime's own clock rings the alarms: they must lie ahead of it.
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now });
    const guard = guardOf();
    const id = newVerificationId();
    await guard.hold(request(id, now));
    await guard.release(id);
    await guard.fence(now + 2 * DAY_MS);
    expect((await kept(guard)).alarm).toBe(now + DAY_MS);
    vi.setSystemTime(now + DAY_MS);
    await runDurableObjectAlarm(guard);
    // The fence still counts.
    expect(await kept(guard)).toEqual({ rows: 1, alarm: now + 2 * DAY_MS });
    vi.setSystemTime(now + 2 * DAY_MS);
    await runDurableObjectAlarm(guard);
    expect(await kept(guard)).toEqual({ rows: 0, alarm: null });
    expect(await guard.state(now)).toEqual({ startsToday: 0, liftedBy: [] });
  });

  it("is not what was closed for good", async () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now });
    const [what, { guards }] = [fresh(), deps()];
    await guards.close(what, now);
    vi.setSystemTime(now + 10 * 365 * DAY_MS);
    await runDurableObjectAlarm(env.SUBJECT_GUARD.getByName(endingGuardName(what)));
    expect(await guards.isClosed(what, Date.now())).toBe(true);
    expect(await guards.isClosed(fresh(), Date.now())).toBe(false);
  });
});
