/** Report, Update verification status, Report an Incident: once, written before the reply, and read by nobody they are about. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { attested, deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { newAgent, requesterOf } from "../../../test/support/worker-send-form.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import type { SecurityChannel } from "../../core/messages/security-notice.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import { readDetails } from "./read-verification.ts";
import { tellOfCheck, updateStatus, type Judging } from "./remediate.ts";

const SECURITY = "soc@desk.test";
const ALL: readonly SecurityChannel[] = ["mail", "on_call", "webhook", "incident_webhook"];

function withSecurity(channels: readonly SecurityChannel[], mailbox = SECURITY): Deps {
  const base = deps();
  return { ...base, security: { ...base.security, channels, mailAddress: () => mailbox } };
}

async function check(from: Session = inStatus("passed"), change: Partial<Session["destination"]> = {}) {
  const { ticket, person, email } = await requesterOf();
  const session: Session = {
    ...from,
    id: newVerificationId(),
    ticket: { ...from.ticket, id: ticket },
    person: { ...from.person, id: person, email },
    destination: { ...from.destination, ...change },
  };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  return { id: session.id, ticket, person, email };
}

const told = (id: string) =>
  rows<{ channel: string; status: string; cause: string; reported_by: string }>(
    "SELECT channel, status, cause, reported_by FROM security_notices WHERE verification_id = ? ORDER BY channel",
    id,
  );
const ways = async (id: string) => (await told(id)).map(({ channel }) => channel);
const audited = (id: string) =>
  rows<{ action: string; actor: string }>("SELECT action, actor FROM audit WHERE subject = ? ORDER BY id", id);

describe("a report", () => {
  it("goes every way that is set up for it, once, however often and by whomever it is pressed", async () => {
    const { id } = await check();
    const ready = withSecurity(ALL);
    const [first, second] = [newAgent(), newAgent()];
    await tellOfCheck(ready, { agent: first, id, remedy: "report" });
    await Promise.all([first, second, second].map((agent) => tellOfCheck(ready, { agent, id, remedy: "report" })));
    expect(await ways(id)).toEqual(["mail", "on_call", "webhook"]);
    expect(await audited(id)).toEqual([{ action: "verification.reported", actor: first.id }]);
    await tellOfCheck(ready, { agent: second, id, remedy: "incident" });
    expect((await told(id)).filter(({ cause }) => cause === "incident")).toEqual([
      { channel: "incident_webhook", status: "waiting", cause: "incident", reported_by: second.name },
    ]);
  });

  it("tries again what failed, and only that", async () => {
    const { id } = await check();
    const ready = withSecurity(ALL);
    const press = { agent: newAgent(), id, remedy: "report" } as const;
    await tellOfCheck(ready, press);
    await env.DB.prepare(
      "UPDATE security_notices SET status = CASE channel WHEN 'mail' THEN 'failed' ELSE 'sent' END WHERE verification_id = ?",
    )
      .bind(id)
      .run();
    expect((await readDetails(ready, press.agent, id))?.remediation?.report.offer).toBe("again");
    await tellOfCheck({ ...ready, clock: () => Date.now() + 1 }, press);
    expect((await told(id)).map(({ channel, status }) => `${channel} ${status}`)).toEqual([
      "mail waiting",
      "on_call sent",
      "webhook sent",
    ]);
    expect((await readDetails(ready, press.agent, id))?.remediation?.report.offer).toBe("done");
    expect(await audited(id)).toHaveLength(2);
  });

  it("that somebody discarded is made anew: nobody was told by it", async () => {
    const { id } = await check();
    const ready = withSecurity(ALL);
    await tellOfCheck(ready, { agent: newAgent(), id, remedy: "report" });
    await env.DB.prepare(
      "UPDATE security_notices SET status = CASE channel WHEN 'mail' THEN 'discarded' ELSE 'sent' END WHERE verification_id = ?",
    )
      .bind(id)
      .run();
    const agent = newAgent();
    expect((await readDetails(ready, agent, id))?.remediation?.report.offer).toBe("again");
    await tellOfCheck({ ...ready, clock: () => Date.now() + 1 }, { agent, id, remedy: "report" });
    expect((await told(id)).map(({ channel, status }) => `${channel} ${status}`)).toEqual([
      "mail waiting",
      "on_call sent",
      "webhook sent",
    ]);
    expect(await audited(id)).toHaveLength(2);
  });

  it("is refused where nobody is set up, and leaves nothing", async () => {
    const { id } = await check();
    const press = { agent: newAgent(), id, remedy: "report" } as const;
    expect(await tellOfCheck(withSecurity([]), press)).toEqual({ ok: false, error: { code: "security.not_set" } });
    expect((await readDetails(withSecurity([]), press.agent, id))?.remediation?.report.offer).toBe("not_set");
    expect([await told(id), await audited(id)]).toEqual([[], []]);
  });

  it("is accepted although every queue is away", async () => {
    const { id } = await check();
    const away = () => Promise.reject(new Error("away"));
    const ready = {
      ...withSecurity(ALL),
      queues: {
        deliver: away,
        writeNotes: away,
        tellSecurity: away,
        tellDesk: away,
        carryOnActions: away,
        countCoverage: away,
      },
    };
    expect(await tellOfCheck(ready, { agent: newAgent(), id, remedy: "report" })).toEqual({ ok: true });
    expect(await told(id)).toHaveLength(3);
  });
});

describe("a mailbox that the suspect reads", () => {
  const tagged = (address: string) => address.toUpperCase().replace("@", "+soc@");

  async function refused(ready: Deps, id: Awaited<ReturnType<typeof check>>["id"]) {
    const agent = newAgent();
    const result = await tellOfCheck(ready, { agent, id, remedy: "report" });
    expect(result).toEqual({ ok: false, error: { code: "security.own_mailbox" } });
    expect((await readDetails(ready, agent, id))?.remediation?.report).toMatchObject({
      offer: "own_mailbox",
      ways: [],
    });
    expect(await told(id)).toEqual([]);
  }

  it("of their work address is told nothing, in any spelling", async () => {
    const { id, email } = await check();
    await refused(withSecurity(["mail", "on_call"], email), id);
    await refused(withSecurity(["mail", "on_call"], tagged(email)), id);
  });

  it("of their private contact is told nothing", async () => {
    const { id, person } = await check();
    const address = `dana.${fresh().toLowerCase()}@gmail.com`;
    const contact = `con_${fresh()}`;
    await env.DB.prepare(
      `INSERT INTO person_contacts (id, person_id, channel, value_sealed, value_tag, masked, masked_plain, source, changed_at)
       VALUES (?, ?, 'email', ?, ?, '', '', 'Directory', 0)`,
    )
      .bind(contact, person, await keyring.seal(address, `person_contacts/${contact}`), fresh())
      .run();
    await attested("person_contacts", "id", contact);
    await refused(withSecurity(["mail"], tagged(address)), id);
  });

  it("that the link was sent to is told nothing", async () => {
    const address = `somebody.${fresh().toLowerCase()}@desk.test`;
    const tag = await deps().vault.tag("destination", `email:${address}`);
    const { id } = await check(inStatus("failed"), { channel: "email", origin: "typed", tag, likenessTag: tag });
    await refused(withSecurity(["mail"], tagged(address)), id);
  });

  it("leaves the other ways", async () => {
    const { id, email } = await check();
    await tellOfCheck(withSecurity(ALL, email), { agent: newAgent(), id, remedy: "report" });
    expect(await ways(id)).toEqual(["webhook"]);
  });
});

describe("a person's word", () => {
  const judging = (id: Judging["id"], change: Partial<Judging> = {}): Judging => ({
    agent: newAgent(),
    id,
    word: "impostor",
    reason: "Called back: they know of no ticket",
    idempotencyKey: "one press",
    ...change,
  });
  const notes = (ticket: string) =>
    rows<{ title: string; kind: string }>(
      "SELECT note ->> '$.title' AS title, kind FROM ticket_notes WHERE ticket_id = ? ORDER BY position",
      ticket,
    );

  it("is written once with its note and its audit row, however often the press comes", async () => {
    const { id, ticket } = await check();
    const press = judging(id);
    const ready = deps();
    await Promise.all(Array.from({ length: 5 }, () => updateStatus(ready, press)));
    await updateStatus({ ...ready, clock: () => Date.now() + 5 }, press);
    expect(await notes(ticket)).toEqual([
      { title: "Verification status updated: Confirmed impostor", kind: "judgement" },
    ]);
    expect(await audited(id)).toEqual([{ action: "verification.judged", actor: press.agent.id }]);
    const details = await readDetails(ready, press.agent, id);
    expect(details?.judgements).toMatchObject([{ word: "impostor", reason: press.reason, by: press.agent.name }]);
    // Another word after a reply that was lost is another press.
    await updateStatus({ ...ready, clock: () => Date.now() + 9 }, { ...press, word: "genuine" });
    expect(await notes(ticket)).toHaveLength(2);
  });

  it.each(["passed", "failed", "not_enough_questions", "timed_out", "cancelled", "reported"] as const)(
    "leaves everything of %s as it was but a valid pass of an impostor",
    async (status) => {
      const from = inStatus(status);
      const { id, person } = await check({ ...from, createdAt: Date.now() });
      const ready = deps();
      const state = async () => ({
        row: await rows("SELECT * FROM verifications WHERE id = ?", id),
        phones: await rows("SELECT * FROM known_phones WHERE person_id = ?", person),
        past: (await ready.verifications.past({ personId: person, from: 0 })).map((past) => past.status),
      });
      const reader = newAgent();
      const [before, shown] = [await state(), await readDetails(ready, reader, id)];
      await updateStatus(ready, judging(id, { word: "genuine" }));
      expect(await state()).toEqual(before);
      const genuine = await readDetails(ready, reader, id);
      expect(genuine?.row.verdict).toEqual(shown?.row.verdict);
      expect(genuine?.banner).toEqual(shown?.banner);
      await updateStatus({ ...ready, clock: () => Date.now() + 1 }, judging(id));
      expect(await state()).toEqual({ ...before, past: [status === "passed" ? "reported" : status] });
      const impostor = await readDetails(ready, reader, id);
      if (status === "passed") {
        expect(impostor?.row.verdict).toMatchObject({ standing: "void", tone: "bad" });
        expect(impostor?.banner).toMatchObject({ verb: "REJECT", tone: "bad" });
      } else {
        expect(impostor?.row.verdict).toEqual(shown?.row.verdict);
        expect(impostor?.banner).toEqual(shown?.banner);
      }
    },
  );

  it("writes a note that calls no void pass a good one", async () => {
    const { id, ticket } = await check({ ...inStatus("passed"), createdAt: Date.now() });
    const ready = deps();
    const press = judging(id, { word: "genuine" });
    await updateStatus(ready, press);
    await updateStatus({ ...ready, clock: () => Date.now() + 5 }, judging(id));
    await updateStatus({ ...ready, clock: () => Date.now() + 9 }, { ...press, idempotencyKey: "another press" });
    const said = await rows<{ line: string; now: string }>(
      `SELECT note ->> '$.lines[0]' AS line, note ->> '$.fields[0].value' AS now
       FROM ticket_notes WHERE ticket_id = ? ORDER BY position`,
      ticket,
    );
    expect(said).toEqual([
      {
        line: "It is a person's word and changes nothing of the outcome: Passed.",
        now: "Nobody is verified by this. Whether you may act stands on the verification.",
      },
      {
        line: "The pass is void. Do not act on it.",
        now: "Do not act on this request. Do not say why. Report it to security.",
      },
      {
        line: "The pass stays void. Do not act on it.",
        now: "Do not act on this request. Do not say why. Report it to security.",
      },
    ]);
  });

  it("writes a note that calls no pass good whose record SQL changed", async () => {
    const { id, ticket } = await check({ ...inStatus("passed"), createdAt: Date.now() });
    await env.DB.prepare("UPDATE verifications SET ended_at = ended_at + 1 WHERE id = ?").bind(id).run();
    await updateStatus(deps(), judging(id, { word: "genuine" }));
    const [said] = await rows<{ line: string }>(
      "SELECT note ->> '$.lines[0]' AS line FROM ticket_notes WHERE ticket_id = ?",
      ticket,
    );
    expect(said?.line).toBe("The pass stays void. Do not act on it.");
  });

  it("is not taken while the check runs, and changes nothing then", async () => {
    const { id, ticket } = await check(inStatus("answering"));
    expect(await updateStatus(deps(), judging(id))).toEqual({ ok: false, error: { code: "judgement.too_early" } });
    expect([await notes(ticket), await audited(id)]).toEqual([[], []]);
  });

  it("and a report are of others: nobody gives one of themselves", async () => {
    const { id, ticket, person, email } = await check();
    const refused = { ok: false, error: { code: "remediate.not_allowed" } };
    const selves = [
      { ...newAgent(), role: "admin" as const, personId: person },
      { ...newAgent(), email: email.toUpperCase() },
    ];
    for (const agent of selves) {
      expect(await updateStatus(deps(), judging(id, { agent }))).toEqual(refused);
      for (const remedy of ["report", "incident"] as const) {
        expect(await tellOfCheck(withSecurity(ALL), { agent, id, remedy })).toEqual(refused);
      }
      expect((await readDetails(deps(), agent, id))?.remediation).toBeUndefined();
    }
    expect([await notes(ticket), await told(id), await audited(id)]).toEqual([[], [], []]);
  });

  it("answers whoever asked for a person", async () => {
    const { id } = await check({ ...inStatus("failed"), personAskedAt: 1, answerBy: 2 });
    const agent = newAgent();
    expect((await readDetails(deps(), agent, id))?.row.personAsked).toEqual({ at: 1, answerBy: 2 });
    await updateStatus(deps(), judging(id, { word: "genuine" }));
    expect((await readDetails(deps(), agent, id))?.row.personAsked).toBeUndefined();
  });
});
