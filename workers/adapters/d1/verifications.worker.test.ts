import { beforeAll, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { agentId, personId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { listVerifications } from "../../app/desk/list-verifications.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { listQuery } from "../../contract/console/verifications.ts";
import { attested, deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../crypto/locator.ts";
import { sessionRecords } from "./session-records.ts";

const records = sessionRecords(env.DB, keyring);
const T0 = Date.UTC(2026, 10, 1);
const COUNT = 57;

function record(index: number, change: Partial<Session> = {}): Session {
  const from = inStatus("created");
  return {
    ...from,
    id: newVerificationId(),
    // Three of each millisecond: the id decides between them.
    createdAt: T0 + Math.floor(index / 3),
    ticket: { ...from.ticket, number: `IR-${String(index).padStart(7, "0")}` },
    person: { ...from.person, name: `Person ${index}`, email: `person_${index}@aldermoor.test` },
    ...change,
  };
}

const put = (session: Session) => records.write({ session, pool: [], rows: [] });
const list = (query: Record<string, string> = {}) => listVerifications(deps(), listQuery.parse(query));

const all: Session[] = [];

beforeAll(async () => {
  for (let index = 0; index < COUNT; index += 1) {
    const session = record(index);
    all.push(session);
    await put(session);
  }
});

describe("pages", () => {
  const newestFirst = () =>
    [...all].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)).map((session) => session.id as string);

  it.each([1, 2, 10, 50, 100])("of %i cover all without overlap, newest first", async (limit) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: String(limit), ...(cursor === undefined ? {} : { cursor }) });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      expect(page.total).toBe(COUNT);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(newestFirst());
  });

  it("do not shift when a new check comes in between", async () => {
    const first = await list({ limit: "20" });
    const newer = record(0, { createdAt: T0 + DAY_MS });
    await put(newer);
    const second = await list({ limit: "20", cursor: first.nextCursor ?? "" });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(newestFirst().slice(0, 40));
    await env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(newer.id).run();
  });

  it.each(["", "[]", "nonsense", "[1]", '["a","b"]', "[1,2]", '{"a":1}', '[1,"\'; DROP TABLE verifications; --"]'])(
    "with the cursor %j are pages all the same",
    async (cursor) => {
      expect((await list({ cursor, limit: "5" })).total).toBe(COUNT);
    },
  );
});

describe("filters", () => {
  it.each([
    ["Aoife O'Brien", "o\u2019brien"],
    ["Aoife O\u2019Brien", "o'brien"],
    ["Aoife O\u02bcBrien", "O\u2018Brien"],
  ])("find %j whichever apostrophe is typed", async (name, q) => {
    const from = record(0);
    await put({ ...from, person: { ...from.person, name } });
    expect((await list({ q })).rows.map((row) => row.id)).toEqual([from.id]);
    await env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(from.id).run();
  });

  it.each([
    ["IR-0000007", 1],
    ["ir-0000007", 1],
    ["person_7@", 1],
    ["Person 5", 8],
    ["PERSON 56", 1],
    ["%", 0],
    ["_", COUNT],
    ["person%", 0],
    ["personx7", 0],
    ["'; DROP TABLE verifications; --", 0],
    ["山".repeat(100), 0],
    ["👩‍💻".repeat(20), 0],
  ])("q=%j finds %i", async (q, found) => {
    expect((await list({ q, limit: "100" })).total).toBe(found);
  });

  it.each([
    [{ status: "created" }, 0],
    [{ status: "in_progress" }, COUNT],
    [{ status: "passed" }, 0],
    [{ status: "passed,in_progress" }, COUNT],
    // Unknown words filter nothing in rather than everything out.
    [{ level: "high" }, 0],
    [{ category: "Password reset" }, COUNT],
    [{ category: "Printer" }, 0],
    [{ from: String(T0 + 1), to: String(T0 + 2) }, 6],
  ])("%j finds %i", async (query, found) => {
    expect((await list({ ...query, limit: "100" })).total).toBe(found);
  });
});

describe("a record", () => {
  it("only moves to a newer version", async () => {
    const session = { ...inStatus("answering"), id: newVerificationId(), version: 5 };
    await put(session);
    await put({ ...session, version: 4, status: "sent" });
    await put({ ...session, version: 5, status: "sent" });
    expect((await deps().verifications.byId(session.id))?.status).toBe("answering");
    await put({ ...session, version: 6, status: "timed_out" });
    expect((await deps().verifications.byId(session.id))?.status).toBe("timed_out");
    await env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(session.id).run();
  });

  it("holds no answer, code or destination in the clear", async () => {
    const passed = { ...inStatus("passed"), id: newVerificationId() };
    await put(passed);
    const text = JSON.stringify(await rows("SELECT * FROM verifications WHERE id = ?", passed.id));
    for (const secret of ["canary-sealed", "Leeds", "digits"]) {
      expect(text).not.toContain(secret);
    }
    await env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(passed.id).run();
  });

  it("is found as overdue only while it is open", async () => {
    const store = deps().verifications;
    const open = record(0, { link: { number: 1, issuedAt: 0, expiresAt: 1_000 } });
    const ended = { ...inStatus("cancelled"), id: newVerificationId() };
    await Promise.all([put(open), put(ended)]);
    expect(await store.overdue(1_000, 100)).not.toContain(open.id);
    expect(await store.overdue(1_001, 100)).toContain(open.id);
    expect(await store.overdue(Number.MAX_SAFE_INTEGER, 1_000)).not.toContain(ended.id);
    await env.DB.batch(
      [open, ended].map(({ id }) => env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(id)),
    );
  });
});

describe("history", () => {
  it("knows a person's ended checks, and whether the caller refused", async () => {
    const person = personId.parse(`per_${fresh()}`);
    const of = (session: Session): Session => ({
      ...session,
      id: newVerificationId(),
      person: { ...session.person, id: person },
    });
    const refused = { ...inStatus("cancelled"), detail: "caller_refused" as const };
    const passed = of(inStatus("passed"));
    const made = [passed, of(refused), of(inStatus("answering"))];
    await Promise.all(made.map(put));
    const store = deps().verifications;
    const destinationTag = passed.destination.tag;
    const past = await store.past({ personId: person, from: 0 });
    expect(
      past.map(({ status, callerRefused, destinationTag, answered, stronglyProven }) => ({
        status,
        callerRefused,
        destinationTag,
        answered,
        stronglyProven,
      })),
    ).toEqual(
      expect.arrayContaining([
        { status: "passed", callerRefused: false, destinationTag, answered: true, stronglyProven: true },
        { status: "cancelled", callerRefused: true, destinationTag, answered: true, stronglyProven: true },
      ]),
    );
    expect(past).toHaveLength(2);
    expect(await store.lastSeen(person)).toEqual({ at: passed.moments.endedAt, country: "PT" });
    expect(await store.past({ personId: personId.parse("per_nobody01"), from: 0 })).toEqual([]);
    await env.DB.batch(made.map(({ id }) => env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(id)));
  });
});

describe("a pass that was taken back", () => {
  const impostor = ({ id }: Session) =>
    env.DB.prepare(
      "INSERT INTO judgements (id, verification_id, word, reason, agent_id, agent_name, at) VALUES (?, ?, 'impostor', 'x', 'x', 'x', 1)",
    )
      .bind(fresh(), id)
      .run();

  it.each([
    { by: "its recipient", change: { lateReportAt: T0 }, said: () => Promise.resolve() },
    { by: "a colleague", change: {}, said: impostor },
  ])("by $by vouches for no network, place or phone", async ({ change, said }) => {
    const from = inStatus("passed");
    const person = personId.parse(`per_${fresh()}`);
    const phoneTag = fresh();
    const session: Session = { ...from, ...change, id: newVerificationId(), person: { ...from.person, id: person } };
    await put(session);
    await env.DB.prepare(
      "INSERT INTO known_phones (person_id, key_tag, verification_id, added_at, vouches) VALUES (?, ?, ?, 0, 1)",
    )
      .bind(person, phoneTag, session.id)
      .run();
    await attested("known_phones", "person_id", person);
    await said(session);
    const { verifications, people } = deps();
    expect(await verifications.past({ personId: person, from: 0 })).toMatchObject([{ status: "reported" }]);
    expect(await verifications.lastSeen(person)).toBeUndefined();
    // Still recognised, should it turn up with somebody else.
    expect(await people.phoneOwners(phoneTag)).toEqual([{ personId: person, addedAt: 0, vouches: false }]);
    await env.DB.prepare("DELETE FROM verifications WHERE id = ?").bind(session.id).run();
  });
});

describe("the idempotency key of a send", () => {
  const agent = agentId.parse("agt_sender01");
  const claim = (key: string, change: Partial<{ bodyTag: string; id: VerificationId }> = {}) =>
    deps().verifications.claimSend({
      agentId: agent,
      key,
      bodyTag: "same",
      id: newVerificationId(),
      now: T0,
      ...change,
    });

  it("gives every copy the first one's check", async () => {
    const key = fresh();
    const claims = await Promise.all(Array.from({ length: 50 }, () => claim(key)));
    expect(new Set(claims.map(({ id }) => id)).size).toBe(1);
    expect(claims.filter(({ created }) => created)).toHaveLength(1);
    expect(claims.some(({ conflict }) => conflict)).toBe(false);
  });

  it("refuses another body", async () => {
    const key = fresh();
    await claim(key);
    expect(await claim(key, { bodyTag: "other" })).toMatchObject({ created: false, conflict: true });
  });

  it("is free again after nothing was sent, for its own claim only", async () => {
    const key = fresh();
    const store = deps().verifications;
    const { id } = await claim(key);
    await store.unclaimSend({ agentId: agent, key, id: verificationId.parse("vrf_somebodyelses") });
    expect((await claim(key)).id).toBe(id);
    await store.unclaimSend({ agentId: agent, key, id });
    expect((await claim(key, { bodyTag: "other" })).created).toBe(true);
  });
});
