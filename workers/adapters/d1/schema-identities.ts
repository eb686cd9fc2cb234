/** As `schema.ts`: who at an identity provider is which agent. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const agentIdentities = sqliteTable(
  "agent_identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    agentId: text("agent_id").notNull(),
    byGroups: integer("by_groups", { mode: "boolean" }).notNull(),
    linkedAt: integer("linked_at").notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const signInStatesUsed = sqliteTable("sign_in_states_used", {
  stateHash: text("state_hash").primaryKey(),
  at: integer().notNull(),
});
