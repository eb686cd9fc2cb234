import type {
  Backlog,
  IntegrationId,
  IntegrationReport,
  IntegrationReports,
  IntegrationStore,
} from "../../app/ports/integrations.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { present, type Database } from "./database.ts";
import { jsonText } from "./readable.ts";

/** Looked through for what went out last: nothing is written and no index kept for it. */
const NEWEST_CHECKS = 100;

export function integrationStore(database: Database): IntegrationStore {
  const db = database.$client;
  return {
    probed: async (integration, { now, problem }) => {
      await db
        .prepare(
          problem === undefined
            ? `INSERT INTO integration_health (integration, ok_at) VALUES (?1, ?2)
               ON CONFLICT (integration) DO UPDATE SET ok_at = ?2, failed_at = NULL, problem = NULL`
            : `INSERT INTO integration_health (integration, failed_at, problem) VALUES (?1, ?2, ?3)
               ON CONFLICT (integration) DO UPDATE SET failed_at = COALESCE(failed_at, ?2), problem = ?3`,
        )
        .bind(...(problem === undefined ? [integration, now] : [integration, now, problem]))
        .run();
    },
    lastProblem: async (integration) => {
      const row = await db
        .prepare("SELECT problem FROM integration_health WHERE integration = ?")
        .bind(integration)
        .first<{ problem: string | null }>();
      return row?.problem ?? undefined;
    },
    read: (since) => read(db, since),
  };
}

/** Of one integration and one problem: how many wait, since when, and which was the newest. */
interface Trail {
  readonly integration: IntegrationId;
  readonly waiting: number;
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly problem: string | null;
  readonly ok_at: number | null;
}

const CARRIED = "CASE items.channel WHEN 'sms' THEN 'sms' ELSE 'mail' END";
const TOLD = "CASE WHEN items.channel LIKE '%webhook' THEN 'security_webhook' ELSE 'mail' END";

const READ = "CASE items.recipient WHEN 'security:webhook' THEN 'security_webhook' ELSE 'mail' END";

const waits = (table: string, integration: string): string =>
  `SELECT ${integration} AS integration, COUNT(*) AS waiting, MIN(items.created_at) AS oldest,
     MAX(items.created_at) AS newest, items.problem, NULL AS ok_at
   FROM ${table} AS items WHERE items.status IN ('waiting', 'sending') AND ?1 = ?1 GROUP BY 1, items.problem`;

const failed = (table: string, integration: string): string =>
  `SELECT ${integration} AS integration, 0 AS waiting, NULL AS oldest,
     MAX(items.created_at) AS newest, COALESCE(items.problem, 'refused') AS problem, NULL AS ok_at
   FROM ${table} AS items WHERE items.status = 'failed' AND items.created_at >= ?1 GROUP BY 1, 5`;

const newest = `(SELECT id, ${jsonText("live", "$.message.id")} AS message FROM verifications ORDER BY created_at DESC, id DESC LIMIT ${String(NEWEST_CHECKS)}) AS checks`;

const TRAILS: readonly string[] = [
  waits("messages", CARRIED),
  failed("messages", CARRIED),
  `SELECT ${CARRIED} AS integration, 0 AS waiting, NULL AS oldest, NULL AS newest, NULL AS problem, MAX(items.created_at) AS ok_at
   FROM ${newest} JOIN messages AS items ON items.id = checks.message
   WHERE items.status IN ('sent', 'delivered') AND ?1 = ?1 GROUP BY 1`,
  waits("security_notices", TOLD),
  failed("security_notices", TOLD),
  `SELECT ${TOLD} AS integration, 0 AS waiting, NULL AS oldest, NULL AS newest, NULL AS problem, MAX(items.sent_at) AS ok_at
   FROM ${newest} JOIN security_notices AS items ON items.verification_id = checks.id
   WHERE items.status = 'sent' AND ?1 = ?1 GROUP BY 1`,
  waits("desk_mails", READ),
  // What is not ours is no failure of who would carry it.
  `${failed("desk_mails", READ)} HAVING COALESCE(items.problem, '') <> 'unattested'`,
  `SELECT ${READ} AS integration, 0 AS waiting, NULL AS oldest, NULL AS newest, NULL AS problem, MAX(items.sent_at) AS ok_at
   FROM desk_mails AS items WHERE items.status = 'sent' AND items.created_at >= ?1 GROUP BY 1`,
  `SELECT ${CARRIED} AS integration, 0 AS waiting, NULL AS oldest,
     CASE items.status WHEN 'failed' THEN items.at END AS newest, items.problem,
     CASE WHEN items.status IN ('sent', 'delivered') THEN items.at END AS ok_at
   FROM delivery_tests AS items WHERE items.at >= ?1`,
];

interface ProbeRow {
  readonly integration: IntegrationId;
  readonly ok_at: number | null;
  readonly failed_at: number | null;
  readonly problem: string | null;
}

interface NotesRow {
  readonly connection: string;
  readonly waiting: number;
  readonly oldest: number;
}

async function read(db: D1Database, since: EpochMs): Promise<IntegrationReports> {
  const [probes, notes, ...trails] = await db.batch([
    db.prepare("SELECT * FROM integration_health"),
    db.prepare(
      `SELECT tickets.connection, COUNT(*) AS waiting, MIN(items.created_at) AS oldest
       FROM ticket_notes AS items JOIN tickets ON tickets.id = items.ticket_id
       WHERE items.status = 'waiting' GROUP BY tickets.connection`,
    ),
    ...TRAILS.map((sql) => db.prepare(sql).bind(since)),
  ]);
  const found = new Map((resultsOf(probes) as readonly ProbeRow[]).map((row) => [row.integration, row]));
  const rows = trails.flatMap((result) => resultsOf(result) as readonly Trail[]);
  const named = new Set([...found.keys(), ...rows.map(({ integration }) => integration)]);
  return {
    integrations: new Map(
      [...named].map((id) => [
        id,
        reportOf(
          rows.filter(({ integration }) => integration === id),
          found.get(id),
        ),
      ]),
    ),
    notes: new Map(
      (resultsOf(notes) as readonly NotesRow[]).map(({ connection, waiting, oldest }): [string, Backlog] => [
        connection,
        { waiting, oldestAt: oldest },
      ]),
    ),
  };
}

const resultsOf = (result: D1Result | undefined): readonly unknown[] => result?.results ?? [];

function reportOf(trails: readonly Trail[], probe: ProbeRow | undefined): IntegrationReport {
  const times = (of: (trail: Trail) => number | null): number[] => trails.flatMap((trail) => of(trail) ?? []);
  const [done, oldest] = [times((trail) => trail.ok_at), times((trail) => trail.oldest)];
  return {
    waiting: trails.reduce((sum, { waiting }) => sum + waiting, 0),
    failures: trails.flatMap(({ newest: at, problem }) => (at === null || problem === null ? [] : [{ at, problem }])),
    ...present("okAt", done.length === 0 ? null : Math.max(...done)),
    ...present("oldestAt", oldest.length === 0 ? null : Math.min(...oldest)),
    ...present("probe", probe === undefined ? null : probeOf(probe)),
  };
}

function probeOf({ ok_at: okAt, failed_at: at, problem }: ProbeRow): NonNullable<IntegrationReport["probe"]> {
  return { ...present("okAt", okAt), ...present("failed", at === null || problem === null ? null : { at, problem }) };
}
