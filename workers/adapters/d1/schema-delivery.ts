/** Tables of `migrations/`, as in `schema.ts`: what waits, failed or was given up on its way out. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  queue: text().notNull(),
  body: text().notNull(),
  receivedAt: integer("received_at").notNull(),
});

export const ticketNotes = sqliteTable("ticket_notes", {
  id: text().primaryKey(),
  ticketId: text("ticket_id").notNull(),
  verificationId: text("verification_id"),
  position: integer().notNull(),
  note: text().notNull(),
  createdAt: integer("created_at").notNull(),
  status: text({ enum: ["waiting", "written", "parked", "discarded"] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer("next_at").notNull(),
  writtenAt: integer("written_at"),
  problem: text(),
  leaseUntil: integer("lease_until").notNull().default(0),
  refusals: integer().notNull().default(0),
  kind: text(),
  mac: text(),
  target: text(),
});

export const securityNotices = sqliteTable("security_notices", {
  id: text().primaryKey(),
  verificationId: text("verification_id").notNull(),
  personId: text("person_id").notNull(),
  cause: text().notNull(),
  channel: text().notNull(),
  reportedBy: text("reported_by"),
  createdAt: integer("created_at").notNull(),
  status: text({ enum: ["waiting", "sending", "sent", "failed", "discarded"] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer("next_at").notNull(),
  claimedUntil: integer("claimed_until").notNull().default(0),
  sentAt: integer("sent_at"),
  problem: text(),
});

export const deskMails = sqliteTable("desk_mails", {
  id: text().primaryKey(),
  recipient: text().notNull(),
  kind: text().notNull(),
  about: text().notNull(),
  tokenSealed: text("token_sealed"),
  createdAt: integer("created_at").notNull(),
  notAfter: integer("not_after").notNull(),
  status: text({ enum: ["waiting", "sending", "sent", "failed"] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer("next_at").notNull(),
  claimedUntil: integer("claimed_until").notNull().default(0),
  sentAt: integer("sent_at"),
  problem: text(),
  mac: text(),
});

export const deliveryTests = sqliteTable(
  "delivery_tests",
  {
    agentId: text("agent_id").notNull(),
    channel: text({ enum: ["sms", "email"] }).notNull(),
    id: text().notNull(),
    provider: text().notNull(),
    masked: text().notNull(),
    at: integer().notNull(),
    status: text({ enum: ["sending", "sent", "delivered", "failed"] }).notNull(),
    providerMessageId: text("provider_message_id"),
    problem: text(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.channel] })],
);

export const integrationHealth = sqliteTable("integration_health", {
  integration: text().primaryKey(),
  okAt: integer("ok_at"),
  failedAt: integer("failed_at"),
  problem: text(),
});

export const discards = sqliteTable("discards", {
  itemId: text("item_id").primaryKey(),
  kind: text().notNull(),
  verificationId: text("verification_id"),
  agentId: text("agent_id").notNull(),
  agentName: text("agent_name").notNull(),
  reason: text().notNull(),
  at: integer().notNull(),
});

export const stuckOutboxes = sqliteTable("stuck_outboxes", {
  verificationId: text("verification_id").primaryKey(),
  ticketId: text("ticket_id").notNull(),
  ticketNumber: text("ticket_number").notNull(),
  since: integer().notNull(),
  attempts: integer().notNull(),
  nextAt: integer("next_at").notNull(),
  effect: text().notNull(),
  problem: text({ enum: ["refused", "away"] }).notNull(),
});

export const lifts = sqliteTable("lifts", {
  id: text().primaryKey(),
  personId: text("person_id").notNull(),
  verificationId: text("verification_id").notNull(),
  what: text().notNull(),
  called: text(),
  calledAt: integer("called_at"),
  reason: text().notNull(),
  agentId: text("agent_id").notNull(),
  agentName: text("agent_name").notNull(),
  at: integer().notNull(),
});
