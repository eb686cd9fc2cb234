/** The outbox of what admins and security are told of the settings, and what the deployment's variables said. */
import { and, desc, eq, gte, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import type {
  NewSettingsNotices,
  SeenDeployment,
  SeenDeployments,
  SettingsNotice,
  SettingsNoticeStore,
} from "../../app/ports/settings-notices.ts";
import type { Receiver } from "../../app/ports/settings.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { insertAttested, isAttested } from "./attested.ts";
import { auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";
import { hasReached } from "./reached.ts";
import { settingsDeployments, settingsNotices } from "./schema-settings.ts";

export function settingsNoticeStore(database: Database): SettingsNoticeStore {
  const set = async (id: string, to: Partial<typeof settingsNotices.$inferInsert>): Promise<void> => {
    await database
      .update(settingsNotices)
      .set({ ...to, claimedUntil: 0 })
      .where(and(eq(settingsNotices.id, id), eq(settingsNotices.status, "sending")));
  };
  return {
    claim: (now, leaseMs) => claim(database, now, leaseMs),
    sent: (id, now) => set(id, { status: "sent", sentAt: now, problem: null }),
    failed: (id, { problem, nextAt, final }) => set(id, { status: final ? "failed" : "waiting", problem, nextAt }),
    drop: (id) => set(id, { status: "dropped" }),
    counts: (subject) => counts(database, subject),
  };
}

async function claim(database: Database, now: number, leaseMs: number): Promise<SettingsNotice | undefined> {
  const free = or(
    eq(settingsNotices.status, "waiting"),
    and(eq(settingsNotices.status, "sending"), hasReached(settingsNotices.claimedUntil, now)),
  );
  const due = database
    .select({ id: settingsNotices.id })
    .from(settingsNotices)
    .where(and(hasReached(settingsNotices.nextAt, now), free))
    .orderBy(settingsNotices.nextAt)
    .limit(1);
  const [row] = await database
    .update(settingsNotices)
    .set({ status: "sending", claimedUntil: now + leaseMs, attempts: sql`${settingsNotices.attempts} + 1` })
    .where(eq(settingsNotices.id, due))
    .returning();
  return row === undefined
    ? undefined
    : {
        id: row.id,
        event: row.event,
        subject: row.subject,
        // Who it is, is looked up where agents are attested: an id that is nobody's reaches nobody.
        receiver: row.receiver as Receiver,
        at: row.createdAt,
        attempts: row.attempts,
      };
}

async function counts(database: Database, subject: string) {
  const rows = await database
    .select({ status: settingsNotices.status, count: sql<number>`COUNT(*)` })
    .from(settingsNotices)
    .where(eq(settingsNotices.subject, subject))
    .groupBy(settingsNotices.status);
  const of = (...wanted: readonly string[]): number =>
    rows.filter(({ status }) => wanted.includes(status)).reduce((sum, { count }) => sum + count, 0);
  return { told: of("sent"), waiting: of("waiting", "sending"), failed: of("failed") };
}

/** Only where the proposal stands as the event says: of two who end it, one does. Once for each event and receiver. */
export function insertProposalNotices(db: D1Database, notices: NewSettingsNotices): D1PreparedStatement {
  return insertNotices(db, notices, {
    sql: "EXISTS (SELECT 1 FROM settings_proposals WHERE id = ?2 AND status = CASE ?1 WHEN 'proposed' THEN 'waiting' ELSE ?1 END)",
  });
}

function insertNotices(
  db: D1Database,
  { event, subject, receivers, at }: NewSettingsNotices,
  condition: { readonly sql: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO settings_notices (id, event, subject, receiver, created_at, status, next_at)
       SELECT ?2 || '/' || ?1 || '/' || value, ?1, ?2, value, ?3, 'waiting', ?3 FROM json_each(?4)
       WHERE ${condition.sql} ON CONFLICT (id) DO NOTHING`,
    )
    .bind(event, subject, at, JSON.stringify(receivers));
}

type DeploymentRow = typeof settingsDeployments.$inferSelect;

export function seenDeployments(database: Database, keyring: Keyring): SeenDeployments {
  const db = database.$client;
  const first = async (found: Promise<readonly DeploymentRow[]>): Promise<SeenDeployment | undefined> => {
    const [row] = await found;
    return row !== undefined && isAttested(keyring.rows, settingsDeployments, row) ? seenOf(row) : undefined;
  };
  const newestFirst = desc(settingsDeployments.number);
  const from = () => database.select().from(settingsDeployments);
  return {
    newest: () => first(from().orderBy(newestFirst).limit(1)),
    byNumber: (number) => first(from().where(eq(settingsDeployments.number, number))),
    weakened: (since) =>
      first(
        from()
          .where(and(ne(settingsDeployments.weakens, "[]"), gte(settingsDeployments.at, since)))
          .orderBy(newestFirst)
          .limit(1),
      ),
    async add(seen, receivers, audit) {
      const number =
        1 + ((await db.prepare("SELECT MAX(number) AS n FROM settings_deployments").first<number | null>("n")) ?? 0);
      const row = {
        number,
        at: seen.at,
        document: JSON.stringify(seen.document),
        weakens: JSON.stringify(seen.weakens),
      };
      const notices = { event: "deployed", subject: String(number), receivers, at: seen.at } as const;
      await db.batch([
        insertAttested(db, keyring.rows, { table: "settings_deployments", row }),
        insertNotices(db, notices, { sql: "TRUE" }),
        ...(audit === undefined ? [] : [auditStatement(db, { ...audit, key: `deployment:${String(number)}` })]),
      ]);
    },
  };
}

function seenOf({ number, at, document, weakens }: DeploymentRow): SeenDeployment {
  return {
    number,
    at,
    document: z.record(z.string(), z.unknown()).parse(JSON.parse(document)),
    weakens: z.array(z.string()).parse(JSON.parse(weakens)),
  };
}
