/** "This wasn't me" behind the link of a notice: what it stops, from which contact, and how often. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { drained, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { passed, type Passed } from "../../../test/support/worker-passed.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { deps } from "../../../test/support/worker-fixture.ts";
import { secret } from "../../core/kit/secret.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../core/kit/time.ts";
import { session as sample } from "../../core/session/session.fixture.ts";
import { setPassword } from "../portal/action-verbs.ts";
import type { Deps } from "../deps.ts";
import { carryOnAction } from "./carry-on-action.ts";
import { carryOnReports, readStop, stopByNotice, type StopState } from "./stop-by-notice.ts";

beforeAll(fillDirectory);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Of the phone on record, which has counted from the start, as of the work address. */
const OLD_CONTACT = 64;

async function done() {
  const check = await passed();
  await setPassword(check.ready, check.request, secret("Copper-maple-drift"));
  await carryOnAction(check.ready, check.peer.calls[0] ?? "");
  const locator = await check.ready.vault.noticeLocator({ id: check.id, number: OLD_CONTACT });
  return { ...check, locator };
}

function withoutSession({ ready }: Passed): Deps {
  const gone = { ok: false, error: "session.gone" } as const;
  return { ...ready, session: (id) => ({ ...ready.session(id), apply: () => Promise.resolve(gone) }) };
}

const tokenIn = (state: StopState): string => (state.state === "open" ? state.pressToken : "");

/** A person reads first. */
async function press(ready: Deps, locator: string): Promise<StopState> {
  const seen = await readStop(ready, locator);
  vi.setSystemTime(Date.now() + SECOND_MS);
  return stopByNotice(ready, locator, tokenIn(seen));
}

const personState = ({ who }: Pick<Passed, "who">) =>
  env.SUBJECT_GUARD.getByName(`person:${who.person}`).state(Date.now());
const auditOf = (id: string) =>
  rows<{ action: string; details: string }>(
    "SELECT action, details FROM audit WHERE subject = ? AND (action LIKE 'notice.rep%' OR action LIKE 'notice.ses%' OR action LIKE 'report%') ORDER BY at, id",
    id,
  );

describe("after the action", () => {
  it("is read, and reading changes nothing", async () => {
    const check = await done();
    const before = (await stored(check.stub))?.session;
    expect(await readStop(check.ready, check.locator)).toMatchObject({
      state: "open",
      wide: true,
      events: [{ cause: "done", action: "password_reset" }],
    });
    expect((await stored(check.stub))?.session).toEqual(before);
    expect(await rows("SELECT 1 FROM notice_reports WHERE verification_id = ?", check.id)).toEqual([]);
    expect((await personState(check)).fencedUntil).toBeUndefined();
  });

  it("keeps the account, ends sessions and tells security, once", async () => {
    const check = await done();
    const revokedBefore = check.peer.revoked.length;
    expect(await press(check.ready, check.locator)).toEqual({ state: "stopped", wide: true });
    expect(await press(check.ready, check.locator)).toEqual({ state: "stopped", wide: true });
    await drained(check.stub);
    expect((await stored(check.stub))?.session.lateReportAt).toBeDefined();
    expect((await personState(check)).fencedUntil).toBeDefined();
    expect(check.peer.revoked).toHaveLength(revokedBefore + 1);
    expect((await auditOf(check.id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["notice.reported", "notice.sessions_ended", "report.late"]),
    );
    expect(await auditOf(check.id)).toHaveLength(3);
  });

  it.each([
    ["two presses at once", true],
    ["twice one after the other", false],
  ])("is one, of %s", async (_what, atOnce) => {
    const check = await done();
    const token = tokenIn(await readStop(check.ready, check.locator));
    vi.setSystemTime(Date.now() + SECOND_MS);
    const one = () => stopByNotice(check.ready, check.locator, token);
    await (atOnce ? Promise.all([one(), one()]) : one().then(one));
    expect((await auditOf(check.id)).filter(({ action }) => action === "notice.reported")).toHaveLength(1);
  });

  it.each([
    ["later than three days", 3 * DAY_MS + HOUR_MS, undefined],
    ["from a contact that did not count yet", HOUR_MS, 0],
  ])("blocks the destination alone: %s", async (_what, after, aged) => {
    const check = await done();
    if (aged !== undefined) await rewrite(check.id, { aged });
    vi.setSystemTime(Date.now() + after);
    const { destination } = (await stored(check.stub))?.session ?? sample();
    expect(await press(check.ready, check.locator)).toEqual({ state: "stopped", wide: false });
    await drained(check.stub);
    expect((await personState(check)).fencedUntil).toBeUndefined();
    expect(await check.ready.guards.destinationFenced(destination.likenessTag ?? destination.tag, Date.now())).toBe(
      true,
    );
    expect(await auditOf(check.id)).toContainEqual({ action: "notice.reported", details: '{"wide":false}' });
  });

  it("is no more of use after 30 days", async () => {
    const check = await done();
    vi.setSystemTime(Date.now() + 30 * DAY_MS);
    expect(await readStop(check.ready, check.locator)).toEqual({ state: "over" });
    expect(await rows("SELECT 1 FROM notice_reports WHERE verification_id = ?", check.id)).toEqual([]);
  });

  it("works when the session is gone: from the rows and the guard", async () => {
    const check = await done();
    vi.setSystemTime(Date.now() + 2 * DAY_MS);
    const ready = withoutSession(check);
    expect(await press(ready, check.locator)).toEqual({ state: "stopped", wide: true });
    expect((await personState(check)).fencedUntil).toBeDefined();
    expect(
      await rows(
        "SELECT note ->> '$.title' AS title FROM ticket_notes WHERE verification_id = ? ORDER BY position",
        check.id,
      ),
    ).toContainEqual({ title: "Reported from a notice" });
  });

  it.each(["mac = 'x'", "mac = NULL"])("then goes by no record that SQL wrote: %s", async (mac) => {
    const check = await done();
    const other = await requesterOf();
    vi.setSystemTime(Date.now() + 4 * DAY_MS);
    const tag = `tag-of-${other.person}`;
    await env.DB.prepare(
      `UPDATE verifications SET ${mac}, destination_tag = ?, person_id = ?, ticket_id = ?, requester_name = 'Else' WHERE id = ?`,
    )
      .bind(tag, other.person, other.ticket, check.id)
      .run();
    const channels = ["mail"] as const;
    const ready = { ...withoutSession(check), security: { ...check.ready.security, channels } };
    expect(await press(ready, check.locator)).toEqual({ state: "stopped", wide: false });
    expect(await check.ready.guards.destinationFenced(tag, Date.now())).toBe(false);
    expect(await rows("SELECT 1 AS one FROM ticket_notes WHERE ticket_id = ?", other.ticket)).toEqual([]);
    expect(await rows("SELECT person_id FROM security_notices WHERE verification_id = ?", check.id)).toEqual([
      { person_id: check.who.person },
    ]);
  });

  it("is tried again by the sweep while the target does not answer", async () => {
    const check = await done();
    const before = check.peer.revoked.length;
    check.peer.revokeProblem = { code: "peer.unreachable", retryable: true, detail: "away" };
    await press(check.ready, check.locator);
    check.peer.revokeProblem = undefined;
    vi.setSystemTime(Date.now() + HOUR_MS);
    await carryOnReports(check.ready, 100);
    await carryOnReports(check.ready, 100);
    expect(check.peer.revoked.length).toBe(before + 2);
    expect((await auditOf(check.id)).filter(({ action }) => action === "notice.sessions_ended")).toHaveLength(1);
  });
});

async function rewrite(id: string, change: { readonly aged: number }) {
  const { keyring } = await import("../../../test/support/worker-fixture.ts");
  const found = await rows<Record<string, string | number | null>>(
    "SELECT * FROM action_notices WHERE verification_id = ?",
    id,
  );
  for (const row of found) {
    const next = { ...row, ...change };
    await env.DB.prepare("UPDATE action_notices SET aged = ?, mac = ? WHERE verification_id = ? AND number = ?")
      .bind(change.aged, keyring.rows.make("action_notices", next), id, row["number"] ?? null)
      .run();
  }
}

it("needs no database to stop the check", async () => {
  const check = await done();
  const token = tokenIn(await readStop(check.ready, check.locator));
  vi.setSystemTime(Date.now() + SECOND_MS);
  const { actionNotices } = check.ready;
  const away: Deps = {
    ...check.ready,
    actionNotices: { ...actionNotices, byLink: () => Promise.reject(new Error("D1 is away")) },
  };
  expect(await stopByNotice(away, check.locator, token)).toEqual({ state: "stopped", wide: false });
  expect((await stored(check.stub))?.session.lateReportAt).toBeDefined();
  // Later it is pressed again, and keeps the account.
  vi.setSystemTime(Date.now() + SECOND_MS);
  expect(await stopByNotice(check.ready, check.locator, token)).toEqual({ state: "stopped", wide: true });
  expect((await personState(check)).fencedUntil).toBeDefined();
});

describe("a link that is none", () => {
  it("of another kind, or made up, tells of nothing", async () => {
    const check = await done();
    const link = await check.ready.vault.locator({ id: check.id, linkNumber: 1 });
    expect(await readStop(check.ready, link)).toEqual({ state: "gone" });
    expect(await stopByNotice(check.ready, link, "x")).toEqual({ state: "gone" });
    expect((await stored(check.stub))?.session.lateReportAt).toBeUndefined();
  });

  it("is not pressed by whoever posts without reading", async () => {
    const check = await done();
    const token = tokenIn(await readStop(check.ready, check.locator));
    expect((await stopByNotice(check.ready, check.locator, token)).state).toBe("open");
    expect((await stopByNotice(check.ready, check.locator, "made up")).state).toBe("open");
    expect((await stored(check.stub))?.session.lateReportAt).toBeUndefined();
  });
});

it("ends a check that runs towards a typed destination", async () => {
  const who = await requesterOf();
  const made = await seed({ destination: { ...sample().destination, origin: "typed" } });
  const session = { ...made.session, person: { ...made.session.person, id: who.person } };
  const stub = stubOf(made);
  await stub.create({ ...made, session });
  await drained(stub);
  const ready = deps();
  const locator = await ready.vault.noticeLocator({ id: session.id, number: 0 });
  expect(await press(ready, locator)).toMatchObject({ state: "stopped" });
  expect((await stored(stub))?.session.status).toBe("reported");
});
