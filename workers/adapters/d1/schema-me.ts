/** As `schema.ts`: people at their own page. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const personSessions = sqliteTable("person_sessions", {
  idHash: text("id_hash").primaryKey(),
  personId: text("person_id").notNull(),
  provider: text().notNull(),
  createdAt: integer("created_at").notNull(),
  authenticatedAt: integer("authenticated_at").notNull(),
  secondFactor: integer("second_factor", { mode: "boolean" }).notNull(),
  lastSeenAt: integer("last_seen_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  browserTag: text("browser_tag").notNull(),
  endedAt: integer("ended_at"),
  endReason: text("end_reason"),
  mac: text(),
});

export const personIdentities = sqliteTable(
  "person_identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: text("person_id").notNull(),
    linkedAt: integer("linked_at").notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const personPasskeys = sqliteTable("person_passkeys", {
  credentialId: text("credential_id").primaryKey(),
  id: text().notNull(),
  personId: text("person_id").notNull(),
  name: text().notNull(),
  publicKey: text("public_key").notNull(),
  counter: integer().notNull(),
  transports: text().notNull(),
  addedAt: integer("added_at").notNull(),
  lastUsedAt: integer("last_used_at"),
  suspendedAt: integer("suspended_at"),
  mac: text(),
});
