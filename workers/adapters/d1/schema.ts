/**
 * The tables of `migrations/` for typed queries. The SQL files are the truth (they say WITHOUT
 * ROWID and partial indexes, which this cannot); `schema.worker.test.ts` compares the two.
 */
import { ABOUT_PEOPLE } from "../../core/policy/owed.ts";
import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const agents = sqliteTable("agents", {
  id: text().primaryKey(),
  email: text().notNull(),
  name: text().notNull(),
  role: text().notNull(),
  personId: text("person_id"),
  active: integer({ mode: "boolean" }).notNull().default(true),
  createdAt: integer("created_at").notNull(),
  mac: text(),
  removedAt: integer("removed_at"),
  adminSince: integer("admin_since"),
  adminBy: text("admin_by"),
  formerAdminSince: integer("former_admin_since"),
  formerAdminBy: text("former_admin_by"),
  formerAdminUntil: integer("former_admin_until"),
  roleSince: integer("role_since"),
  roleBy: text("role_by"),
  invitedBy: text("invited_by"),
});

export const signInLinks = sqliteTable("sign_in_links", {
  tokenHash: text("token_hash").primaryKey(),
  agentId: text("agent_id").notNull(),
  issuedBy: text("issued_by").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
  mac: text(),
});

export const agentSessions = sqliteTable("agent_sessions", {
  idHash: text("id_hash").primaryKey(),
  agentId: text("agent_id").notNull(),
  createdAt: integer("created_at").notNull(),
  lastSeenAt: integer("last_seen_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  networkAsn: integer("network_asn"),
  browserTag: text("browser_tag"),
  endedAt: integer("ended_at"),
  mac: text(),
  authenticatedAt: integer("authenticated_at"),
  way: text(),
  endReason: text("end_reason"),
  provider: text(),
});

export const adminInvitationsTaken = sqliteTable("admin_invitations_taken", {
  tokenHash: text("token_hash").primaryKey(),
  agentId: text("agent_id").notNull(),
  takenAt: integer("taken_at").notNull(),
});

export const people = sqliteTable("people", {
  id: text().primaryKey(),
  externalId: text("external_id"),
  userName: text("user_name").notNull(),
  email: text().notNull(),
  givenName: text("given_name").notNull(),
  familyName: text("family_name").notNull(),
  displayName: text("display_name").notNull(),
  title: text(),
  department: text(),
  officeCity: text("office_city"),
  officeCountry: text("office_country"),
  managerId: text("manager_id"),
  managerName: text("manager_name"),
  locale: text(),
  privileged: integer({ mode: "boolean" }).notNull().default(false),
  active: integer({ mode: "boolean" }).notNull().default(true),
  updatedAt: integer("updated_at").notNull(),
  timeZone: text("time_zone"),
  mac: text(),
  privilegedUntil: integer("privileged_until"),
  managerChangedAt: integer("manager_changed_at"),
  accounts: text(),
  searchName: text("search_name"),
  leftAt: integer("left_at"),
  idInTicketsFrom: integer("id_in_tickets_from"),
  identityChangedAt: integer("identity_changed_at"),
});

export const personContacts = sqliteTable("person_contacts", {
  id: text().primaryKey(),
  personId: text("person_id").notNull(),
  channel: text({ enum: ["sms", "email"] }).notNull(),
  valueSealed: text("value_sealed").notNull(),
  valueTag: text("value_tag").notNull(),
  masked: text().notNull(),
  maskedPlain: text("masked_plain").notNull(),
  source: text().notNull(),
  changedAt: integer("changed_at").notNull(),
  baseline: integer({ mode: "boolean" }).notNull().default(false),
  likenessTag: text("likeness_tag"),
  mac: text(),
  typed: integer({ mode: "boolean" }),
});

export const personAccounts = sqliteTable("person_accounts", {
  id: text().primaryKey(),
  personId: text("person_id").notNull(),
  userName: text("user_name").notNull(),
  label: text().notNull(),
  privileged: integer({ mode: "boolean" }).notNull().default(false),
  active: integer({ mode: "boolean" }).notNull().default(true),
  mac: text(),
});

export const personFacts = sqliteTable("person_facts", {
  personId: text("person_id").primaryKey(),
  documentSealed: text("document_sealed").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

export const directoryValues = sqliteTable(
  "directory_values",
  {
    kind: text().notNull(),
    value: text().notNull(),
    country: text().notNull().default(""),
    people: integer(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.value, table.country] })],
);

export const tickets = sqliteTable("tickets", {
  id: text().primaryKey(),
  connection: text().notNull(),
  externalId: text("external_id").notNull(),
  number: text().notNull(),
  revision: integer().notNull(),
  category: text().notNull(),
  action: text(),
  summary: text().notNull(),
  description: text().notNull(),
  status: text().notNull(),
  closed: integer({ mode: "boolean" }).notNull(),
  requesterExternalId: text("requester_external_id"),
  requesterName: text("requester_name"),
  requesterEmail: text("requester_email"),
  openedAt: integer("opened_at"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  offeredAt: integer("offered_at"),
  /** Unused: the lease stands on the note. */
  notesLeaseUntil: integer("notes_lease_until").notNull().default(0),
  requesterPersonId: text("requester_person_id"),
});

export const ticketDeliveries = sqliteTable(
  "ticket_deliveries",
  {
    connection: text().notNull(),
    externalId: text("external_id").notNull(),
    revision: integer().notNull(),
    receivedAt: integer("received_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.connection, table.externalId, table.revision] })],
);

export const connectionHealth = sqliteTable("connection_health", {
  connection: text().primaryKey(),
  logInLeaseUntil: integer("log_in_lease_until").notNull().default(0),
  logInsRefused: integer("log_ins_refused").notNull().default(0),
  refusedAt: integer("refused_at"),
  logInNotBefore: integer("log_in_not_before").notNull().default(0),
  changesReadTo: integer("changes_read_to"),
  changesReadAt: integer("changes_read_at"),
  changesProblem: text("changes_problem"),
  foundLate: integer("found_late").notNull().default(0),
  foundLateAt: integer("found_late_at"),
  refusedCredentials: text("refused_credentials"),
  failedAt: integer("failed_at"),
  failedProblem: text("failed_problem"),
  webhookAt: integer("webhook_at"),
  webhookTicket: text("webhook_ticket"),
  webhookAwaitedUntil: integer("webhook_awaited_until"),
});

export const verifications = sqliteTable("verifications", {
  id: text().primaryKey(),
  version: integer().notNull(),
  ticketId: text("ticket_id").notNull(),
  ticketNumber: text("ticket_number").notNull(),
  category: text().notNull(),
  action: text().notNull(),
  personId: text("person_id").notNull(),
  requesterName: text("requester_name").notNull(),
  requesterEmail: text("requester_email").notNull(),
  referrerId: text("referrer_id").notNull(),
  referrerName: text("referrer_name").notNull(),
  status: text().notNull(),
  detail: text(),
  profile: text().notNull(),
  passLine: real("pass_line").notNull(),
  score: real(),
  level: text(),
  question: integer(),
  channel: text().notNull(),
  origin: text().notNull(),
  masked: text().notNull(),
  typedReason: text("typed_reason"),
  destinationTag: text("destination_tag").notNull(),
  proofs: text().notNull().default("[]"),
  requiredProofs: text("required_proofs").notNull().default("[]"),
  networkAsn: integer("network_asn"),
  networkCountry: text("network_country"),
  strengthBits: real("strength_bits"),
  createdAt: integer("created_at").notNull(),
  begunAt: integer("begun_at"),
  deadlineAt: integer("deadline_at"),
  endedAt: integer("ended_at"),
  validUntil: integer("valid_until"),
  feedback: text(),
  live: text().notNull(),
  accountId: text("account_id"),
  accountUserName: text("account_user_name"),
  accountLabel: text("account_label"),
  privileged: integer({ mode: "boolean" }),
  lateReportAt: integer("late_report_at"),
  personAskedAt: integer("person_asked_at"),
  answerBy: integer("answer_by"),
  mac: text(),
  voidedAt: integer("voided_at"),
  voidedBy: text("voided_by"),
  independentProof: integer("independent_proof", { mode: "boolean" }),
});

export const transcriptEntries = sqliteTable(
  "transcript_entries",
  {
    verificationId: text("verification_id").notNull(),
    ordinal: integer().notNull(),
    attempt: integer().notNull(),
    kind: text().notNull(),
    /** Kept empty; see migration 0004. */
    factKey: text("fact_key").notNull(),
    params: text().notNull(),
    form: text().notNull(),
    exposure: text().notNull(),
    optionCount: integer("option_count").notNull(),
    scored: integer({ mode: "boolean" }).notNull(),
    grade: text().notNull(),
    askedAt: integer("asked_at").notNull(),
    answeredAt: integer("answered_at").notNull(),
    strengthBits: real("strength_bits").notNull(),
    weightBits: real("weight_bits").notNull(),
    responseSealed: text("response_sealed").notNull(),
    factTag: text("fact_tag"),
  },
  (table) => [primaryKey({ columns: [table.verificationId, table.ordinal, table.attempt] })],
);

export const assessments = sqliteTable("assessments", {
  verificationId: text("verification_id").primaryKey(),
  assessedAt: integer("assessed_at").notNull(),
  modelVersion: text("model_version").notNull(),
  assessmentSealed: text("assessment_sealed").notNull(),
  evidenceSealed: text("evidence_sealed").notNull(),
});

export const messages = sqliteTable("messages", {
  id: text().primaryKey(),
  verificationId: text("verification_id").notNull(),
  kind: text({
    enum: ["link", "code", "phone_known", "block_lifted", "vouch_asked", "hold_over", ...ABOUT_PEOPLE],
  }).notNull(),
  linkNumber: integer("link_number").notNull(),
  channel: text({ enum: ["sms", "email"] }).notNull(),
  destinationSealed: text("destination_sealed").notNull(),
  codeSealed: text("code_sealed"),
  locale: text().notNull(),
  createdAt: integer("created_at").notNull(),
  notAfter: integer("not_after").notNull(),
  status: text({ enum: ["waiting", "sending", "sent", "delivered", "failed", "dropped"] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAt: integer("next_at").notNull(),
  claimedUntil: integer("claimed_until").notNull().default(0),
  provider: text(),
  providerMessageId: text("provider_message_id"),
  problem: text(),
  personId: text("person_id"),
  passkeyId: text("passkey_id"),
});

export const messageReceipts = sqliteTable(
  "message_receipts",
  {
    provider: text().notNull(),
    providerMessageId: text("provider_message_id").notNull(),
    status: text().notNull(),
    receivedAt: integer("received_at").notNull(),
    problem: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerMessageId, table.status] })],
);

export const knownPhones = sqliteTable(
  "known_phones",
  {
    personId: text("person_id").notNull(),
    keyTag: text("key_tag").notNull(),
    verificationId: text("verification_id").notNull(),
    addedAt: integer("added_at").notNull(),
    vouches: integer({ mode: "boolean" }).notNull().default(false),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.keyTag] })],
);

export const sendRequests = sqliteTable(
  "send_requests",
  {
    agentId: text("agent_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    bodyTag: text("body_tag").notNull(),
    verificationId: text("verification_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.idempotencyKey] })],
);

export const audit = sqliteTable("audit", {
  id: text().primaryKey(),
  at: integer().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  details: text().notNull(),
});

export const judgements = sqliteTable("judgements", {
  id: text().primaryKey(),
  verificationId: text("verification_id").notNull(),
  word: text({ enum: ["genuine", "impostor"] }).notNull(),
  reason: text().notNull(),
  agentId: text("agent_id").notNull(),
  agentName: text("agent_name").notNull(),
  at: integer().notNull(),
});
