/**
 * A whole check grows old, day by day of the table. Every column of the database is held to a
 * class here: one that is in no list fails, so that nothing new is kept without a decision.
 */
import { createScheduledController, createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Calls } from "../../../test/support/worker-calls.ts";
import { WholeCheck } from "../../../test/support/worker-check.ts";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { Peers } from "../../../test/support/worker-peers.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { KEPT_DAYS, type DataClass } from "../../core/policy/kept-days.ts";
import { createWorker } from "../../worker.ts";
import { removeExpired } from "./retention.ts";

/** Columns whose content goes before the row does. */
const EMPTIED: Readonly<Partial<Record<DataClass, Readonly<Record<string, readonly string[]>>>>> = {
  answers: { transcript_entries: ["response_sealed", "params", "fact_key", "fact_tag"] },
  evidence: {
    verifications: ["network_asn", "network_country", "masked", "typed_reason", "person_asked_at", "answer_by", "mac"],
    ticket_notes: ["mac"],
    lifts: ["called", "reason"],
  },
  ticketText: { tickets: ["summary", "description"] },
};
/** Rows that go whole. */
const DELETED: Readonly<Partial<Record<DataClass, readonly string[]>>> = {
  contact: ["messages", "message_receipts", "send_requests"],
  evidence: ["assessments"],
  phone: ["known_phones"],
  record: [
    "transcript_entries",
    "verifications",
    "ticket_notes",
    "security_notices",
    "judgements",
    "discards",
    "lifts",
    "stuck_outboxes",
    "action_runs",
    "action_steps",
    "action_notices",
    "notice_reports",
    "ticket_deliveries",
    "practice_passed",
    "tickets",
    "audit",
  ],
};
/** What a record says of a check for as long as it is kept. `live` and `note` are looked into below. */
const RECORD: Readonly<Record<string, string>> = {
  transcript_entries:
    "verification_id ordinal attempt kind form exposure option_count scored grade asked_at answered_at strength_bits weight_bits",
  verifications:
    "id version ticket_id ticket_number category action person_id requester_name requester_email referrer_id referrer_name status detail profile pass_line score level question channel origin destination_tag proofs required_proofs strength_bits created_at begun_at deadline_at ended_at valid_until feedback live account_id account_user_name account_label privileged late_report_at voided_at voided_by independent_proof",
  ticket_notes:
    "id ticket_id verification_id position note created_at status attempts next_at written_at problem lease_until kind refusals target",
  ticket_deliveries: "connection external_id revision received_at",
  tickets:
    "id connection external_id number revision category action status closed requester_external_id requester_name requester_email requester_person_id opened_at created_at updated_at offered_at notes_lease_until",
  security_notices:
    "id verification_id person_id cause channel reported_by created_at status attempts next_at claimed_until sent_at problem",
  practice_passed: "agent_id at",
  judgements: "id verification_id word reason agent_id agent_name at",
  discards: "item_id kind verification_id agent_id agent_name reason at",
  lifts: "id person_id verification_id what called_at agent_id agent_name at",
  stuck_outboxes: "verification_id ticket_id ticket_number since attempts next_at effect problem",
  action_runs: "id grant_id verification_id run started_at answer settled_at done_at mac next_at attempts lease_until",
  action_steps: "run_id step result at mac",
  notice_reports: "verification_id wide person_id number at mac next_at attempts",
  action_notices: "verification_id number person_id cause action told contact_id aged message_id at send_at mac",
  audit: "id at actor action subject details",
};
/**
 * The directory with its imports, the desk and the platform: not of a check, and as old as who is in them. Dead letters hold ids only.
 * An own check is gone after a day: `own-check.worker.test.ts`. */
const NOT_OF_A_CHECK =
  /^(?:agents|agent_identities|sign_in_links|sign_in_states_used|agent_sessions|passkeys|passkey_challenges|recovery_codes|desk_mails|delivery_tests|people|admin_invitations_taken|person_\w+|directory_\w+|coverage_\w+|settings_\w+|dead_letters|practice_checks|connection_health|integration_health|d1_migrations|sqlite_\w+|_cf_\w+)$/;
/** Planted where this check would leave nothing. */
const CANARY = "canary-of-what-was-typed";

type Dump = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

let check: WholeCheck;
let fresh: Dump;
let endedAt = 0;

async function dump(): Promise<Dump> {
  const tables = await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const names = tables.map(({ name }) => name).filter((name) => !NOT_OF_A_CHECK.test(name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rows(`SELECT * FROM ${name}`)])));
}

async function grownOld(days: number): Promise<Dump> {
  const clock = () => endedAt + days * DAY_MS + 1;
  await removeExpired({ ...deps(), clock });
  return dump();
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await fillDirectory();
  const peers = new Peers();
  const calls = new Calls();
  check = await WholeCheck.prepare({ calls, peers, ready: peers.deps() });
  expect(await check.play()).toBe("verified");
  calls.restore();
  endedAt = Date.now();
  await env.DB.batch([
    env.DB.prepare("UPDATE verifications SET typed_reason = ?, network_asn = 64500, network_country = 'PT'").bind(
      CANARY,
    ),
    env.DB.prepare("UPDATE tickets SET description = ?, updated_at = ?").bind(CANARY, endedAt),
    env.DB.prepare(
      "INSERT INTO message_receipts (provider, provider_message_id, status, received_at) VALUES ('twilio', ?, 'sent', ?)",
    ).bind(CANARY, endedAt),
    env.DB.prepare(
      "INSERT INTO security_notices (id, verification_id, person_id, cause, channel, created_at, status, next_at) VALUES ('n', 'v', 'p', 'reported', 'mail', ?, 'sent', 0)",
    ).bind(endedAt),
    env.DB.prepare(
      "INSERT INTO stuck_outboxes VALUES ('vrf_stuckstuckstuckstuck', 'tkt_1', 'IR-1', ?, 3, 0, 'note', 'refused')",
    ).bind(endedAt),
    env.DB.prepare(
      "INSERT INTO action_runs (id, grant_id, verification_id, run, started_at) VALUES ('att_1', 'grt_1', 'v', '{}', ?)",
    ).bind(endedAt),
    env.DB.prepare("INSERT INTO action_steps VALUES ('att_1', 'note', 'done', ?, NULL)").bind(endedAt),
    env.DB.prepare(
      "INSERT INTO action_notices VALUES ('v', 0, 'p', 'done', 'password_reset', 'own', 'c', 1, 'm', ?1, ?1, NULL)",
    ).bind(endedAt),
    env.DB.prepare("INSERT INTO notice_reports VALUES ('v', 1, 'p', 0, ?, NULL, NULL, 0)").bind(endedAt),
    env.DB.prepare("INSERT INTO practice_passed VALUES ('agt_1', ?)").bind(endedAt),
    env.DB.prepare("INSERT INTO judgements VALUES ('j', 'v', 'confirmed_genuine', 'Known voice', 'a', 'Dana', ?)").bind(
      endedAt,
    ),
    env.DB.prepare(
      "INSERT INTO discards (item_id, kind, agent_id, agent_name, reason, at) VALUES ('d', 'message', 'a', 'Dana', 'Told by phone', ?)",
    ).bind(endedAt),
    env.DB.prepare("INSERT INTO lifts VALUES ('l', 'p', 'v', 'report', ?, 1, ?, 'a', 'Dana', ?)").bind(
      CANARY,
      CANARY,
      endedAt,
    ),
    env.DB.prepare(
      "INSERT INTO known_phones (person_id, key_tag, verification_id, added_at) VALUES ('per_1', ?, 'vrf_1', ?)",
    ).bind(CANARY, endedAt),
  ]);
  fresh = await dump();
});

afterEach(() => {
  vi.restoreAllMocks();
});

// The files that come after it have the same clock.
afterAll(() => {
  vi.useRealTimers();
});

it("holds every column of a check to a class", async () => {
  const whole = Object.values(DELETED).flat();
  const undecided: string[] = [];
  for (const table of Object.keys(fresh)) {
    if (whole.includes(table) && RECORD[table] === undefined) {
      continue;
    }
    const known = [
      ...(RECORD[table]?.split(" ") ?? []),
      ...Object.values(EMPTIED).flatMap((tables) => tables[table] ?? []),
    ];
    const columns = await rows<{ name: string }>("SELECT name FROM pragma_table_info(?)", table);
    undecided.push(...columns.filter(({ name }) => !known.includes(name)).map(({ name }) => `${table}.${name}`));
  }
  expect(undecided).toEqual([]);
  expect(Object.keys(fresh).filter((table) => !whole.includes(table))).toEqual([]);
});

describe("a check grows old", () => {
  const dueAt = (days: number) => (Object.keys(KEPT_DAYS) as DataClass[]).filter((kind) => KEPT_DAYS[kind] === days);
  const steps = [...new Set(Object.values(KEPT_DAYS))].sort((one, other) => one - other);

  it("and nothing goes before its day", async () => {
    await removeExpired({ ...deps(), clock: () => endedAt });
    const { audit: auditBefore = [], ...before } = fresh;
    const { audit = [], ...after } = await dump();
    expect(after).toEqual(before);
    expect(audit).toHaveLength(auditBefore.length + 1);
  });

  it.each(steps)("after %i days what was promised is gone", async (days) => {
    const before = await dump();
    const after = await grownOld(days);
    for (const kind of dueAt(days)) {
      for (const table of DELETED[kind] ?? []) {
        // The marks of these clean-ups themselves are young.
        const left = (after[table] ?? []).filter(({ action }) => action !== "retention.finished");
        expect([table, left]).toEqual([table, []]);
        expect([table, before[table]?.length]).not.toEqual([table, 0]);
      }
      for (const [table, columns] of Object.entries(EMPTIED[kind] ?? {})) {
        for (const [index, row] of (after[table] ?? []).entries()) {
          const emptied = columns.map((column) => [column, row[column]]);
          expect(emptied.filter(([, value]) => ![null, "", "{}"].includes(value as string))).toEqual([]);
          // The rest of the row stands as it was.
          const rest = (of: Readonly<Record<string, unknown>> = {}) =>
            Object.fromEntries(Object.entries(of).filter(([column]) => ![...columns, "live", "note"].includes(column)));
          expect(rest(row)).toEqual(rest(before[table]?.[index]));
        }
      }
    }
  });

  it("and nothing that was typed is anywhere", async () => {
    expect(JSON.stringify(await dump())).not.toContain(CANARY);
  });
});

it("between the days of evidence and of the record only the outline is left", async () => {
  const peers = new Peers();
  const calls = new Calls();
  const second = await WholeCheck.prepare({ calls, peers, ready: peers.deps() });
  expect(await second.play()).toBe("verified");
  calls.restore();
  await env.DB.prepare("UPDATE verifications SET typed_reason = ? WHERE id = ?").bind(CANARY, second.id).run();
  const young = await dump();
  const secrets = [
    CANARY,
    ...(young["transcript_entries"] ?? []).flatMap((row) => [row["response_sealed"], row["fact_tag"]]),
    ...(young["assessments"] ?? []).flatMap((row) => [row["assessment_sealed"], row["evidence_sealed"]]),
    ...(young["messages"] ?? []).map((row) => row["destination_sealed"]),
    ...(young["ticket_notes"] ?? []).flatMap((row) => (JSON.parse(String(row["note"])) as { lines: string[] }).lines),
  ].filter((value): value is string => typeof value === "string" && value !== "");
  expect(secrets.length).toBeGreaterThan(10);
  endedAt = Date.now();
  // Never cleaned up in between: everything is made up for at once.
  const old = JSON.stringify(await grownOld(400));
  expect(secrets.filter((secret) => old.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  const [record] = await rows<{ live: string; status: string }>(
    "SELECT live, status FROM verifications WHERE id = ?",
    second.id,
  );
  expect(record?.status).toBe("passed");
  expect(Object.keys((JSON.parse(record?.live ?? "{}") as { moments: object }).moments).sort()).toEqual([
    "begunAt",
    "endedAt",
    "queuedAt",
  ]);
  const details = await deps().verifications.byId(second.id);
  expect(details).toMatchObject({ status: "passed", masked: "", requesterName: "Grace Mwangi" });
});

it("of the desk what let people in goes ninety days after its end, but for when each was last seen", async () => {
  const [old, young] = [1_000, 2_000];
  const insert = (table: string, row: Readonly<Record<string, string | number>>) =>
    env.DB.prepare(
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join()})`,
    ).bind(...Object.values(row));
  const signIn = (id: string, created: number, more: Readonly<Record<string, number>>) =>
    insert("agent_sessions", { id_hash: id, agent_id: "agt_kept", created_at: created, last_seen_at: 0, ...more });
  const link = (id: string, ends: number) =>
    insert("sign_in_links", {
      token_hash: id,
      agent_id: "agt_kept",
      issued_by: "installer",
      created_at: 0,
      expires_at: ends,
    });
  const mail = (id: string, at: number) =>
    insert("desk_mails", {
      id,
      recipient: "security:mail",
      kind: "invitation",
      about: "kept",
      created_at: at,
      not_after: at,
      status: "sent",
      next_at: at,
    });
  const tested = (channel: string, at: number) =>
    insert("delivery_tests", {
      agent_id: "agt_kept",
      channel,
      id: `test by ${channel}`,
      provider: "twilio",
      masked: "x",
      at,
      status: "sent",
    });
  const code = (id: string, used: object) =>
    insert("recovery_codes", { name: id, agent_id: "agt_kept", made_at: 0, ...used });
  await env.DB.batch([
    signIn("ended", 1, { expires_at: 9_999, ended_at: old }),
    signIn("ran out", 2, { expires_at: old }),
    signIn("open", 3, { expires_at: young }),
    signIn("last", 4, { expires_at: old }),
    link("old link", old),
    link("young link", young),
    mail("old mail", old),
    mail("young mail", young),
    tested("sms", old),
    tested("email", young),
    code("used code", { used_at: old }),
    code("unused code", {}),
  ]);
  await deps().retention.remove("access", 1_500, 100);
  const left = await rows<{ id: string }>(
    `SELECT id_hash AS id FROM agent_sessions WHERE agent_id = 'agt_kept' UNION SELECT token_hash FROM sign_in_links WHERE agent_id = 'agt_kept'
     UNION SELECT id FROM desk_mails WHERE about = 'kept' UNION SELECT id FROM delivery_tests WHERE agent_id = 'agt_kept' UNION SELECT name FROM recovery_codes WHERE agent_id = 'agt_kept'`,
  );
  expect(left.map(({ id }) => id).sort()).toEqual([
    "last",
    "open",
    "test by email",
    "unused code",
    "young link",
    "young mail",
  ]);
});

describe("cron", () => {
  const OLD = "vrf_longagolongago";

  beforeEach(async () => {
    await env.DB.prepare("INSERT OR REPLACE INTO assessments VALUES (?, 0, 'risk-1', 'sealed', 'sealed')")
      .bind(OLD)
      .run();
  });

  const left = async () => (await rows("SELECT 1 FROM assessments WHERE verification_id = ?", OLD)).length;
  const cron = () =>
    createWorker().scheduled?.(createScheduledController(), env as Env, createExecutionContext()) as Promise<void>;
  const at = (day: number, time: string) => vi.setSystemTime(Date.parse(`2031-03-0${String(day)}T${time}Z`));

  it("removes at 03:00 UTC, and once a day", async () => {
    at(1, "03:00:00");
    await cron();
    expect(await left()).toBe(0);
    await env.DB.prepare("INSERT INTO assessments VALUES (?, 0, 'risk-1', 'sealed', 'sealed')").bind(OLD).run();
    at(2, "02:59:00");
    await cron();
    expect(await left()).toBe(1);
    at(2, "03:00:00");
    await cron();
    expect(await left()).toBe(0);
  });

  it("also when the sweep never ends, or fails", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    await env.DB.prepare(
      "UPDATE verifications SET ended_at = NULL, deadline_at = 1 WHERE id = (SELECT id FROM verifications LIMIT 1)",
    ).run();
    vi.spyOn(env.VERIFICATION_SESSION, "getByName").mockImplementation(
      () => ({ apply: () => new Promise(() => undefined) }) as never,
    );
    at(3, "11:11:00");
    void cron();
    await vi.waitFor(async () => expect(await left()).toBe(0));
  });
});
