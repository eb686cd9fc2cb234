/** As `schema.ts`: the tables of what admins set in the product. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const settingsVersions = sqliteTable(
  "settings_versions",
  {
    section: text().notNull(),
    version: integer().notNull(),
    head: integer().notNull(),
    document: text().notNull(),
    secretsSealed: text("secrets_sealed"),
    secretsSet: text("secrets_set").notNull(),
    at: integer().notNull(),
    agentId: text("agent_id").notNull(),
    agentName: text("agent_name").notNull(),
    reason: text(),
    changes: text().notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.section, table.version] })],
);

export const settingsProposals = sqliteTable("settings_proposals", {
  id: text().primaryKey(),
  section: text().notNull(),
  baseVersion: integer("base_version").notNull(),
  document: text().notNull(),
  secretsSealed: text("secrets_sealed"),
  secretsSet: text("secrets_set").notNull(),
  changes: text().notNull(),
  weakens: text().notNull(),
  at: integer().notNull(),
  agentId: text("agent_id").notNull(),
  agentName: text("agent_name").notNull(),
  reason: text(),
  appliesAt: integer("applies_at").notNull(),
  status: text({ enum: ["waiting", "applied", "withdrawn", "refused", "outdated", "lapsed"] }).notNull(),
  decidedAt: integer("decided_at"),
  decidedBy: text("decided_by"),
  mac: text(),
});

export const settingsSetUp = sqliteTable("settings_set_up", {
  id: text().primaryKey(),
  openedAt: integer("opened_at").notNull(),
  mac: text(),
});

export const settingsNotices = sqliteTable("settings_notices", {
  id: text().primaryKey(),
  event: text({ enum: ["proposed", "applied", "withdrawn", "refused", "outdated", "deployed"] }).notNull(),
  subject: text().notNull(),
  receiver: text().notNull(),
  createdAt: integer("created_at").notNull(),
  status: text({ enum: ["waiting", "sending", "sent", "failed", "dropped"] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer("next_at").notNull(),
  claimedUntil: integer("claimed_until").notNull().default(0),
  sentAt: integer("sent_at"),
  problem: text(),
});

export const settingsDeployments = sqliteTable(
  "settings_deployments",
  {
    number: integer().notNull(),
    at: integer().notNull(),
    document: text().notNull(),
    weakens: text().notNull(),
    mac: text(),
    state: text(),
    secretsSealed: text("secrets_sealed"),
    decidedBy: text("decided_by"),
  },
  (table) => [primaryKey({ columns: [table.number] })],
);
