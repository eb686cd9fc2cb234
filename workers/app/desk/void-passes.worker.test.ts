/** One check of a person is reported: what else of them passed is no pass any more, wherever it is read. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ConsoleFeed } from "../../../durable-objects/console-feed.ts";
import { SubjectGuard } from "../../../durable-objects/subject-guard.ts";
import {
  answerAll,
  deps,
  drained,
  fresh,
  keyring,
  rows,
  seed,
  stored,
  stubOf,
} from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { newAgent, requesterOf, type TicketRequester } from "../../../test/support/worker-send-form.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { listQuery } from "../../contract/console/verifications.ts";
import { ticketId, type VerificationId } from "../../core/kit/ids.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { BEGIN, observed } from "../../core/session/session.fixture.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { SessionSeed } from "../ports/sessions.ts";
import { listVerifications } from "./list-verifications.ts";
import { readDetails } from "./read-verification.ts";
import { tellOfCheck, updateStatus } from "./remediate.ts";

beforeAll(fillDirectory);
afterEach(() => {
  vi.restoreAllMocks();
});

/** Of this person, on a ticket that names them. */
async function checkOf({ person, email, ticket }: TicketRequester): Promise<SessionSeed> {
  const made = await seed();
  const own = ticketId.parse(`tkt_${fresh()}`);
  await env.DB.prepare(
    `INSERT INTO tickets (id, connection, external_id, number, revision, category, action, summary, description, status,
       closed, requester_email, created_at, updated_at)
     SELECT ?, connection, ?, number, revision, category, action, '', '', status, 0, requester_email, 0, 0
     FROM tickets WHERE id = ?`,
  )
    .bind(own, fresh(), ticket)
    .run();
  const { session } = made;
  return {
    ...made,
    session: { ...session, ticket: { ...session.ticket, id: own }, person: { ...session.person, id: person, email } },
  };
}

async function opened(who: TicketRequester) {
  const made = await checkOf(who);
  const stub = stubOf(made);
  expect(await stub.create(made)).toEqual({ ok: true });
  return { id: made.session.id, ticket: made.session.ticket.id, stub };
}

async function begun(who: TicketRequester) {
  const check = await opened(who);
  await check.stub.apply(BEGIN);
  return check;
}

async function passed(who: TicketRequester) {
  const check = await begun(who);
  await answerAll(check.stub);
  await settled(check);
  expect(await verbOf(check.id)).toBe("PROCEED");
  return check;
}

/** Another one, whose recipient says that it was not them. */
async function reported(who: TicketRequester) {
  const other = await opened(who);
  await other.stub.apply({ type: "report.confirmed", observation: observed() });
  await settled(other);
  return other;
}

type Check = Awaited<ReturnType<typeof opened>>;

/** Other objects are woken in between, on a machine that may be busy. */
const LONG_ENOUGH = { timeout: 10_000 };

async function settled({ stub }: Pick<Check, "stub">): Promise<void> {
  await drained(stub);
  await vi.waitFor(async () => expect((await stored(stub))?.outbox).toBe(0), LONG_ENOUGH);
}

const detailsOf = (id: VerificationId) => readDetails(deps(), newAgent(), id);
const verbOf = async (id: VerificationId) => (await detailsOf(id))?.banner.verb;
const found = async (id: VerificationId, status: string) =>
  (await listVerifications(deps(), listQuery.parse({ q: id, status }))).total;
const notesOf = (ticket: string) =>
  rows<{ kind: string; note: string }>(
    "SELECT kind, note FROM ticket_notes WHERE ticket_id = ? ORDER BY position",
    ticket,
  );
const auditOf = (id: string) =>
  rows<{ action: string; actor: string; details: string }>(
    "SELECT action, actor, details FROM audit WHERE subject = ? AND action = 'verification.voided'",
    id,
  );
const VOID = { standing: "void", reason: "another check was reported", tone: "bad" };

describe("“This wasn't me” on another check", () => {
  it("ends a pass in banner, rows, filters, history, ticket and audit", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    expect([await found(pass.id, "passed"), await found(pass.id, "void")]).toEqual([1, 0]);
    const other = await reported(who);
    await settled(pass);
    const details = await detailsOf(pass.id);
    expect(details?.banner).toMatchObject({ verb: "DO NOT PROCEED", headline: "Grace M. reported another check" });
    expect(details?.row.verdict).toMatchObject(VOID);
    expect(details?.row.verdict).not.toHaveProperty("risk");
    expect([await found(pass.id, "passed"), await found(pass.id, "void")]).toEqual([0, 1]);
    const history = (await detailsOf(other.id))?.history ?? [];
    expect(history.find(({ id }) => id === pass.id)?.verdict).toMatchObject(VOID);
    const notes = await notesOf(pass.ticket);
    expect(notes.map(({ kind }) => kind)).toEqual(["sent", "outcome", "pass_voided"]);
    expect(notes.at(-1)?.note).toContain("the person reported another check since");
    expect(await auditOf(pass.id)).toEqual([
      {
        action: "verification.voided",
        actor: "requester",
        details: JSON.stringify({ report_of: other.id, by: "recipient" }),
      },
    ]);
    expect(await deps().verifications.lastSeen(who.person)).toBeUndefined();
    expect((await deps().verifications.past({ personId: who.person, from: 0 })).map(({ status }) => status)).toEqual([
      "reported",
      "reported",
    ]);
  });

  it("tells open consoles of the pass", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    const publish = vi.spyOn(ConsoleFeed.prototype, "publish");
    await reported(who);
    await settled(pass);
    expect(publish.mock.calls.map(([{ id }]) => id)).toContain(pass.id);
  });

  it("is not taken back by a lift, nor by a replay of what the pass was", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    const [row] = await rows<{ version: number }>("SELECT version FROM verifications WHERE id = ?", pass.id);
    await reported(who);
    await settled(pass);
    const { fencedUntil: seenUntil = 0 } = await deps().guards.state(who.person, Date.now());
    const lifted = { what: "report", agentId: newAgent().id, seenUntil, now: Date.now() } as const;
    await deps().guards.lift(who.person, lifted);
    expect((await deps().guards.state(who.person, Date.now())).fencedUntil).toBeUndefined();
    await env.DB.prepare("UPDATE verifications SET version = ? WHERE id = ?").bind(row?.version, pass.id).run();
    await pass.stub.apply({ type: "feedback.given", observation: observed(), feedback: "ok" });
    await settled(pass);
    expect((await detailsOf(pass.id))?.row.verdict).toMatchObject(VOID);
    const later = await begun(who);
    await answerAll(later.stub);
    await settled(later);
    expect(await verbOf(later.id)).toBe("PROCEED");
  });

  it("ends it while the database is away, once that is back", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    const other = await opened(who);
    vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    await other.stub.apply({ type: "report.confirmed", observation: observed() });
    await vi.waitFor(async () => expect((await stored(pass.stub))?.session.voided?.by).toBe("recipient"), LONG_ENOUGH);
    vi.restoreAllMocks();
    await settled(other);
    await settled(pass);
    expect(await verbOf(pass.id)).toBe("DO NOT PROCEED");
  });

  it("is told once while the database is away, also when each of two is reported", async () => {
    const who = await requesterOf();
    const [one, other] = [await passed(who), await passed(who)];
    vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    const checks = vi.spyOn(SubjectGuard.prototype, "checks");
    for (const { stub } of [one, other]) {
      await stub.apply({ type: "report.confirmed", observation: observed() });
      await drained(stub);
    }
    for (const { stub } of [one, other, one, other]) await stub.retryOutbox();
    expect(checks).toHaveBeenCalledTimes(2);
    vi.restoreAllMocks();
    await settled(one);
    await settled(other);
    expect([await verbOf(one.id), await verbOf(other.id)]).toEqual(["REJECT", "REJECT"]);
  });

  it("keeps a check that runs meanwhile from passing", async () => {
    const who = await requesterOf();
    const first = await passed(who);
    const running = await begun(who);
    await first.stub.apply({ type: "report.confirmed", observation: observed() });
    await settled(first);
    await vi.waitFor(async () => expect((await stored(running.stub))?.session.voided).toBeDefined(), LONG_ENOUGH);
    await answerAll(running.stub);
    await settled(running);
    expect((await stored(running.stub))?.session.status).toBe("passed");
    expect((await detailsOf(running.id))?.row.verdict).toMatchObject(VOID);
    const notes = await notesOf(running.ticket);
    expect(notes.map(({ kind }) => kind)).toEqual(["sent", "outcome"]);
    expect(notes.at(-1)?.note).not.toMatch(/Proceed|Valid until/u);
  });

  it("is nothing to another person's pass", async () => {
    const pass = await passed(await requesterOf());
    await reported(await requesterOf());
    expect(await verbOf(pass.id)).toBe("PROCEED");
  });
});

describe("a report by the desk", () => {
  const withSecurity = () => {
    const base = deps();
    return { ...base, security: { ...base.security, channels: ["mail" as const], mailAddress: () => "soc@desk.test" } };
  };
  const failed = async (who: TicketRequester) => {
    const other = await begun(who);
    await answerAll(other.stub, "wrong");
    await settled(other);
    return other;
  };

  it("ends what passed, once: a pass of later stays when it is tried again", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    const other = await failed(who);
    const agent = newAgent();
    expect(await tellOfCheck(withSecurity(), { agent, id: other.id, remedy: "report" })).toMatchObject({ ok: true });
    await settled(pass);
    expect((await detailsOf(pass.id))?.banner).toMatchObject({
      verb: "DO NOT PROCEED",
      headline: "a check of Grace M. was reported to security",
    });
    expect((await auditOf(pass.id)).map(({ actor }) => actor)).toEqual([agent.id]);
    const later = await passed(who);
    await tellOfCheck(
      { ...withSecurity(), clock: () => Date.now() + HOUR_MS / 60 },
      { agent, id: other.id, remedy: "report" },
    );
    await settled(later);
    expect(await verbOf(later.id)).toBe("PROCEED");
  });

  it("of the pass itself ends that one", async () => {
    const pass = await passed(await requesterOf());
    await tellOfCheck(withSecurity(), { agent: newAgent(), id: pass.id, remedy: "report" });
    await settled(pass);
    expect(await verbOf(pass.id)).toBe("DO NOT PROCEED");
  });

  it("as the word that it was an impostor ends it, and any other word does not", async () => {
    const who = await requesterOf();
    const pass = await passed(who);
    const other = await failed(who);
    const say = (word: "genuine" | "impostor") =>
      updateStatus(deps(), { agent: newAgent(), id: other.id, word, reason: "called back", idempotencyKey: fresh() });
    await say("genuine");
    expect(await verbOf(pass.id)).toBe("PROCEED");
    await say("impostor");
    await settled(pass);
    expect(await verbOf(pass.id)).toBe("DO NOT PROCEED");
  });

  describe("of a check whose record was changed by SQL", () => {
    const SETS = ["person_id = ?1, requester_email = ?2", "person_id = ?1, requester_email = ?2, mac = NULL"];
    const say = (id: VerificationId, agent: AgentRecord) =>
      updateStatus(deps(), { agent, id, word: "impostor", reason: "called back", idempotencyKey: fresh() });
    const report = (id: VerificationId, agent: AgentRecord) =>
      tellOfCheck(withSecurity(), { agent, id, remedy: "report" });
    const change = (id: VerificationId, set: string, named: string, mail: string) =>
      env.DB.prepare(`UPDATE verifications SET ${set} WHERE id = ?3`).bind(named, mail, id).run();

    it.each(SETS.flatMap((set) => [report, say].map((press) => ({ set, press }))))(
      "ends the passes of whom it is of, and no other's, whoever presses: $set, $press.name",
      async ({ set, press }) => {
        const [who, named] = [await requesterOf(), await requesterOf()];
        const [own, others, check] = [await passed(who), await passed(named), await failed(who)];
        const agent = newAgent();
        await change(check.id, set, named.person, agent.email);
        expect(await press(check.id, agent)).toEqual({ ok: true });
        await settled(own);
        expect([await verbOf(own.id), await verbOf(others.id)]).toEqual(["DO NOT PROCEED", "PROCEED"]);
      },
    );

    it.each(SETS)("ends nobody's once its session is gone, and is taken: %s", async (set) => {
      const named = await requesterOf();
      const others = await passed(named);
      const { session } = await checkOf(await requesterOf());
      await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
      await change(session.id, set, named.person, named.email);
      expect(await report(session.id, newAgent())).toEqual({ ok: true });
      expect(await verbOf(others.id)).toBe("PROCEED");
    });
  });
});
