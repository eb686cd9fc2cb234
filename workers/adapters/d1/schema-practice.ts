/** As `schema.ts`: admins' checks of themselves. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const practiceChecks = sqliteTable("practice_checks", {
  agentId: text("agent_id").primaryKey(),
  channel: text().$type<"sms" | "email">().notNull(),
  contactSealed: text("contact_sealed").notNull(),
  contactTag: text("contact_tag").notNull(),
  masked: text().notNull(),
  maskedPlain: text("masked_plain").notNull(),
  codeHash: text("code_hash"),
  codeUntil: integer("code_until").notNull(),
  triesLeft: integer("tries_left").notNull(),
  confirmedAt: integer("confirmed_at"),
  verificationId: text("verification_id"),
  version: integer().notNull().default(0),
  record: text(),
  at: integer().notNull(),
});

export const practicePassed = sqliteTable("practice_passed", {
  agentId: text("agent_id").primaryKey(),
  at: integer().notNull(),
});
