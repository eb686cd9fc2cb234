/** As `schema.ts`: agents' passkeys. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const passkeys = sqliteTable("passkeys", {
  credentialId: text("credential_id").primaryKey(),
  agentId: text("agent_id").notNull(),
  name: text().notNull(),
  publicKey: text("public_key").notNull(),
  counter: integer().notNull(),
  transports: text().notNull(),
  addedAt: integer("added_at").notNull(),
  lastUsedAt: integer("last_used_at"),
  suspendedAt: integer("suspended_at"),
  mac: text(),
});

export const recoveryCodes = sqliteTable("recovery_codes", {
  name: text().primaryKey(),
  agentId: text("agent_id").notNull(),
  madeAt: integer("made_at").notNull(),
  usedAt: integer("used_at"),
  mac: text(),
});

export const passkeyChallenges = sqliteTable("passkey_challenges", {
  name: text().primaryKey(),
  purpose: text({ enum: ["add", "sign_in", "step_up", "approve", "person_add", "person_show"] }).notNull(),
  agentId: text("agent_id"),
  expiresAt: integer("expires_at").notNull(),
  mac: text(),
});
