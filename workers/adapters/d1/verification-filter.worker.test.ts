/** The table's filters against what its rows say: both must follow one rule, in two languages. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { listVerifications } from "../../app/desk/list-verifications.ts";
import { listQuery, type VerificationRow } from "../../contract/console/verifications.ts";
import { personId, ticketId } from "../../core/kit/ids.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { NEVER } from "../../core/people/id-in-tickets.ts";
import { searchNameOf } from "../../core/people/search-name.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { PHASES, TERMINAL_STATUSES } from "../../core/session/status.ts";
import { STANDINGS, type JudgementWord, type Standing } from "../../core/verdict/standing.ts";
import { deps, fresh, keyring } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../crypto/locator.ts";
import { sessionRecords } from "./session-records.ts";

const records = sessionRecords(env.DB, keyring);
const NOW = Date.now();

interface Named {
  /** The person that was found for the ticket: the one of the check, or another. */
  readonly found?: "same" | "other";
  readonly externalId?: string;
  readonly name?: string;
  readonly email?: string;
}

interface Made {
  readonly session?: Partial<Session>;
  readonly from: Session;
  readonly active?: boolean;
  /** From when a ticket with the person's id names them; ever since when left out. */
  readonly idInTicketsFrom?: number;
  /** Whom the ticket names; the person themselves when left out. */
  readonly ticket?: Named;
  /** What persons said of it, oldest first. */
  readonly judged?: readonly JudgementWord[];
}

const person = { externalId: "E-1", name: "Dana Ruiz", email: "dana.ruiz@halden.test" };

/** A check with its person and its ticket, as they are now. */
async function put({
  session,
  from,
  active = true,
  idInTicketsFrom,
  ticket = person,
  judged = [],
}: Made): Promise<void> {
  const key = fresh();
  const made: Session = {
    ...from,
    id: newVerificationId(),
    createdAt: NOW,
    ticket: { ...from.ticket, id: ticketId.parse(`tkt_${key}`) },
    person: { ...from.person, id: personId.parse(`per_${key}`) },
    ...session,
  };
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO people (id, external_id, user_name, email, given_name, family_name, display_name, active, updated_at,
         id_in_tickets_from)
       VALUES (?, ?, ?, ?, 'Dana', 'Ruiz', ?, ?, 0, ?)`,
    ).bind(made.person.id, person.externalId, key, person.email, person.name, active ? 1 : 0, idInTicketsFrom ?? null),
    env.DB.prepare(
      `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed,
         requester_external_id, requester_name, requester_email, requester_person_id, created_at, updated_at)
       VALUES (?, 'x', ?, 'IR-1', 1, 'Password reset', '', '', 'Open', 0, ?, ?, ?, ?, 0, 0)`,
    ).bind(
      made.ticket.id,
      key,
      ticket.externalId ?? null,
      ticket.name ?? null,
      ticket.email ?? null,
      ticket.found === undefined ? null : ticket.found === "same" ? made.person.id : "per_other",
    ),
  ]);
  await records.write({ session: made, pool: [], rows: [] });
  for (const [index, word] of judged.entries()) {
    await env.DB.prepare(
      "INSERT INTO judgements (id, verification_id, word, reason, agent_id, agent_name, at) VALUES (?, ?, ?, 'called back', 'agt_1', 'Kim Park', ?)",
    )
      .bind(fresh(), made.id, word, NOW + index)
      .run();
  }
}

const passed: Session = { ...inStatus("passed"), validUntil: NOW + HOUR_MS };
const sent = inStatus("sent");
const failedMessage: Session = { ...sent, message: { ...sent.message, state: "failed", problem: "opted_out" } };

const CASES: readonly Made[] = [
  ...[...PHASES, ...TERMINAL_STATUSES].map((status) => ({ from: inStatus(status) })),
  { from: passed },
  { from: passed, active: false },
  { from: passed, session: { lateReportAt: NOW } },
  { from: inStatus("failed"), session: { lateReportAt: NOW } },
  { from: passed, session: { voided: { at: NOW, by: "recipient" } } },
  { from: passed, session: { voided: { at: NOW, by: "desk" }, lateReportAt: NOW } },
  { from: inStatus("failed"), active: false },
  { from: inStatus("failed"), session: { personAskedAt: NOW, answerBy: NOW + HOUR_MS } },
  { from: inStatus("failed"), session: { personAskedAt: NOW - 1, answerBy: NOW + HOUR_MS }, judged: ["genuine"] },
  { from: passed, judged: ["genuine"] },
  { from: passed, judged: ["impostor"] },
  { from: passed, judged: ["impostor", "genuine"] },
  { from: inStatus("failed"), judged: ["impostor"] },
  { from: passed, session: { lateReportAt: NOW }, judged: ["impostor"] },
  { from: passed, ticket: { externalId: "E-2", name: "Jiří Novák" } },
  { from: passed, ticket: { ...person, externalId: "E-2" } },
  { from: passed, ticket: { email: "DANA.RUIZ@halden.test", name: "Somebody Else" } },
  { from: passed, ticket: { email: "jiri@halden.test", name: person.name } },
  { from: passed, ticket: { name: person.name } },
  { from: passed, ticket: { name: "Jiří Novák" } },
  { from: passed, ticket: {} },
  { from: passed, ticket: { ...person, found: "other" } },
  { from: passed, ticket: { email: "jiri@halden.test", found: "same" } },
  { from: passed, ticket: { externalId: "E-1", email: "old.name@halden.test" } },
  { from: passed, ticket: { externalId: "E-2", email: " Dana.Ruiz@halden.test" } },
  { from: passed, ticket: { externalId: "E-2", name: person.name } },
  { from: passed, ticket: { name: "dana ruiz" } },
  { from: passed, idInTicketsFrom: NEVER, ticket: { externalId: "E-1" } },
  { from: passed, idInTicketsFrom: NEVER, ticket: { externalId: "E-1", email: "jiri@halden.test" } },
  { from: passed, idInTicketsFrom: NEVER, ticket: { externalId: "E-1", name: person.name } },
  { from: passed, idInTicketsFrom: NOW + HOUR_MS, ticket: { externalId: "E-1", email: "jiri@halden.test" } },
  { from: passed, idInTicketsFrom: NOW - HOUR_MS, ticket: { externalId: "E-1", email: "jiri@halden.test" } },
  { from: failedMessage },
  { from: failedMessage, session: { moments: { ...sent.moments, seenAt: NOW } } },
];

const list = async (query: Record<string, string>): Promise<readonly VerificationRow[]> => {
  const reply = await listVerifications(deps(), listQuery.parse({ limit: "100", ...query }));
  expect(reply.total).toBe(reply.rows.length);
  return reply.rows;
};
const ids = (rows: readonly VerificationRow[]): string[] => rows.map(({ id }) => id).toSorted();

let all: readonly VerificationRow[] = [];

beforeAll(async () => {
  for (const each of CASES) await put(each);
  all = await list({});
});

describe("the filter of the status column", () => {
  it.each(Object.keys(STANDINGS) as Standing[])("%s finds the rows that say so, and no other", async (standing) => {
    const expected = all.filter(({ verdict }) => verdict.standing === standing);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await list({ status: standing }))).toEqual(ids(expected));
  });

  it("takes all words at once, and one that is repeated as one", async () => {
    expect(ids(await list({ status: Object.keys(STANDINGS).join(",") }))).toEqual(ids(all));
    for (const standing of Object.keys(STANDINGS) as Standing[]) {
      const repeated = Array.from({ length: 16 }, () => standing).join(",");
      expect(ids(await list({ status: repeated.slice(0, 200) }))).toEqual(ids(await list({ status: standing })));
    }
  });

  it("finds nothing for a word that is none, and everything without one", async () => {
    expect(await list({ status: "approved" })).toEqual([]);
    expect(await list({ status: "" })).toHaveLength(CASES.length);
  });
});

it.each(["verified", "medium", "high"])("the filter of the level %s finds what shows it", async (level) => {
  expect(ids(await list({ level }))).toEqual(ids(all.filter(({ verdict }) => verdict.risk?.level === level)));
});

describe("the search", () => {
  it("takes the number that a requester reads out, and the verification's ID", async () => {
    for (const { id, reference } of all.slice(0, 3)) {
      expect(ids(await list({ q: reference.toLowerCase() }))).toEqual([id]);
      expect(ids(await list({ q: reference.replace("-", "") }))).toEqual([id]);
      expect(ids(await list({ q: id }))).toEqual([id]);
    }
  });

  it("takes a name as another keyboard writes it", async () => {
    const [one] = all;
    await env.DB.prepare(
      `UPDATE people SET display_name = 'Jörg Weiß', search_name = ?
       WHERE id = (SELECT person_id FROM verifications WHERE id = ?)`,
    )
      .bind(searchNameOf("Jörg Weiß"), one?.id)
      .run();
    for (const q of ["joerg", "jorg weiss", "JÖRG"]) {
      expect(ids(await list({ q })), q).toEqual([one?.id]);
    }
  });
});

it("the filter of those who ask for a person finds them with the time promised, and nobody else", async () => {
  const asking = all.filter(({ personAsked }) => personAsked !== undefined);
  expect(asking.map(({ personAsked }) => personAsked)).toEqual([{ at: NOW, answerBy: NOW + HOUR_MS }]);
  expect(ids(await list({ asked: "1" }))).toEqual(ids(asking));
});

describe("a person's word", () => {
  it("is the last one, and voids a pass for good where one named an impostor", () => {
    const said = all.flatMap(({ judged, verdict }) =>
      judged === undefined ? [] : [`${judged.word}: ${verdict.word}`],
    );
    expect(said.sort()).toEqual([
      "genuine: Failed",
      "genuine: Passed",
      "genuine: Passed, void",
      "impostor: Failed",
      "impostor: Passed, void",
      "impostor: Reported",
    ]);
  });

  it("tells by whom, in short and in full", () => {
    expect(all.find(({ judged }) => judged !== undefined)?.judged).toMatchObject({
      by: "Kim Park",
      byShort: "K. Park",
    });
  });
});
