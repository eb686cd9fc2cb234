/** As `schema.ts`: actions in target systems, and what followed them. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const actionRuns = sqliteTable("action_runs", {
  id: text().primaryKey(),
  grantId: text("grant_id").notNull(),
  verificationId: text("verification_id").notNull(),
  run: text().notNull(),
  startedAt: integer("started_at").notNull(),
  answer: text(),
  settledAt: integer("settled_at"),
  doneAt: integer("done_at"),
  mac: text(),
  nextAt: integer("next_at"),
  attempts: integer().notNull().default(0),
  leaseUntil: integer("lease_until").notNull().default(0),
});

export const actionNotices = sqliteTable(
  "action_notices",
  {
    verificationId: text("verification_id").notNull(),
    number: integer().notNull(),
    personId: text("person_id").notNull(),
    cause: text().notNull(),
    action: text().notNull(),
    told: text().notNull(),
    contactId: text("contact_id"),
    aged: integer().notNull(),
    messageId: text("message_id").notNull(),
    at: integer().notNull(),
    sendAt: integer("send_at").notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.verificationId, table.number] })],
);

export const noticeReports = sqliteTable(
  "notice_reports",
  {
    verificationId: text("verification_id").notNull(),
    wide: integer().notNull(),
    personId: text("person_id").notNull(),
    number: integer().notNull(),
    at: integer().notNull(),
    mac: text(),
    nextAt: integer("next_at"),
    attempts: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.verificationId, table.wide] })],
);

export const actionSteps = sqliteTable(
  "action_steps",
  {
    runId: text("run_id").notNull(),
    step: text().notNull(),
    result: text().notNull(),
    at: integer().notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
);
