-- Forward only, add-only. Times are epoch milliseconds. Columns ending in _sealed hold AES-GCM
-- ciphertext (key id first) bound to table and row; columns ending in _tag hold keyed HMACs.
-- WITHOUT ROWID where rows are read by primary key: one row written per insert instead of two.

CREATE TABLE agents (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  person_id TEXT,
  active INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE sign_in_links (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) WITHOUT ROWID;

CREATE TABLE agent_sessions (
  id_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  network_asn INTEGER,
  browser_tag TEXT,
  ended_at INTEGER
) WITHOUT ROWID;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  external_id TEXT,
  user_name TEXT NOT NULL,
  email TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  title TEXT,
  department TEXT,
  office_city TEXT,
  office_country TEXT,
  manager_id TEXT,
  manager_name TEXT,
  locale TEXT,
  privileged INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
-- Requester look-up of every webhook and Send page.
CREATE INDEX people_email ON people (email);
CREATE INDEX people_external ON people (external_id);
CREATE INDEX people_display_name ON people (display_name);
-- Wrong options come from the same department or office.
CREATE INDEX people_department ON people (department);
CREATE INDEX people_office ON people (office_city);

CREATE TABLE person_contacts (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  value_sealed TEXT NOT NULL,
  value_tag TEXT NOT NULL,
  masked TEXT NOT NULL,
  masked_plain TEXT NOT NULL,
  source TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  baseline INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX person_contacts_person ON person_contacts (person_id);
CREATE INDEX person_contacts_tag ON person_contacts (value_tag);

-- One encrypted document per person: see core/questions/facts.
CREATE TABLE person_facts (
  person_id TEXT PRIMARY KEY,
  document_sealed TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Readable values of the whole directory that wrong options are drawn from.
CREATE TABLE directory_values (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  country TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, value, country)
) WITHOUT ROWID;

CREATE TABLE tickets (
  id TEXT PRIMARY KEY,
  connection TEXT NOT NULL,
  external_id TEXT NOT NULL,
  number TEXT NOT NULL,
  revision INTEGER NOT NULL,
  category TEXT NOT NULL,
  action TEXT,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL,
  closed INTEGER NOT NULL,
  requester_external_id TEXT,
  requester_name TEXT,
  requester_email TEXT,
  opened_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  offered_at INTEGER,
  notes_lease_until INTEGER NOT NULL DEFAULT 0,
  UNIQUE (connection, external_id)
) WITHOUT ROWID;
CREATE INDEX tickets_open ON tickets (closed, created_at);

-- Every accepted webhook once: the primary key is the deduplication.
CREATE TABLE ticket_deliveries (
  connection TEXT NOT NULL,
  external_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (connection, external_id, revision)
) WITHOUT ROWID;

-- The outbox of ticket notes. Written in order per ticket; `note` is core/tickets/note as JSON.
CREATE TABLE ticket_notes (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  verification_id TEXT,
  position INTEGER NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  written_at INTEGER,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX ticket_notes_ticket ON ticket_notes (ticket_id, position);
CREATE INDEX ticket_notes_waiting ON ticket_notes (next_at) WHERE status = 'waiting';

CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  ticket_id TEXT NOT NULL,
  ticket_number TEXT NOT NULL,
  category TEXT NOT NULL,
  action TEXT NOT NULL,
  person_id TEXT NOT NULL,
  requester_name TEXT NOT NULL,
  requester_email TEXT NOT NULL,
  referrer_id TEXT NOT NULL,
  referrer_name TEXT NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  profile TEXT NOT NULL,
  pass_line REAL NOT NULL,
  score REAL,
  level TEXT,
  question INTEGER,
  channel TEXT NOT NULL,
  origin TEXT NOT NULL,
  masked TEXT NOT NULL,
  typed_reason TEXT,
  destination_tag TEXT NOT NULL,
  proofs TEXT NOT NULL DEFAULT '[]',
  required_proofs TEXT NOT NULL DEFAULT '[]',
  network_asn INTEGER,
  network_country TEXT,
  strength_bits REAL,
  created_at INTEGER NOT NULL,
  begun_at INTEGER,
  deadline_at INTEGER,
  ended_at INTEGER,
  valid_until INTEGER,
  feedback TEXT,
  -- What the Send page shows while it runs, as JSON; holds no answer, grade, score or code.
  live TEXT NOT NULL
) WITHOUT ROWID;
-- The list, newest first, keyset paged.
CREATE INDEX verifications_created ON verifications (created_at DESC, id DESC);
CREATE INDEX verifications_person ON verifications (person_id, created_at);
CREATE INDEX verifications_ticket ON verifications (ticket_id);
CREATE INDEX verifications_destination ON verifications (destination_tag);
-- What cron pokes: open sessions past their deadline.
CREATE INDEX verifications_open ON verifications (deadline_at) WHERE ended_at IS NULL;

CREATE TABLE transcript_entries (
  verification_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  kind TEXT NOT NULL,
  fact_key TEXT NOT NULL,
  params TEXT NOT NULL,
  form TEXT NOT NULL,
  exposure TEXT NOT NULL,
  option_count INTEGER NOT NULL,
  scored INTEGER NOT NULL,
  grade TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  strength_bits REAL NOT NULL,
  weight_bits REAL NOT NULL,
  response_sealed TEXT NOT NULL,
  PRIMARY KEY (verification_id, ordinal, attempt)
) WITHOUT ROWID;

-- The whole assessment with the evidence it was made from, for replay.
CREATE TABLE assessments (
  verification_id TEXT PRIMARY KEY,
  assessed_at INTEGER NOT NULL,
  model_version TEXT NOT NULL,
  assessment_sealed TEXT NOT NULL,
  evidence_sealed TEXT NOT NULL
) WITHOUT ROWID;

-- Outgoing SMS and email. Nothing of the link is stored: the consumer derives it again.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  verification_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  link_number INTEGER NOT NULL,
  channel TEXT NOT NULL,
  destination_sealed TEXT NOT NULL,
  code_sealed TEXT,
  locale TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  provider TEXT,
  provider_message_id TEXT,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX messages_waiting ON messages (next_at) WHERE status IN ('waiting', 'sending');
CREATE UNIQUE INDEX messages_provider ON messages (provider, provider_message_id) WHERE provider_message_id IS NOT NULL;

CREATE TABLE message_receipts (
  provider TEXT NOT NULL,
  provider_message_id TEXT NOT NULL,
  status TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (provider, provider_message_id, status)
) WITHOUT ROWID;

-- Keys of phones that passed before; only the public half and a tag are kept.
CREATE TABLE known_phones (
  person_id TEXT NOT NULL,
  key_tag TEXT NOT NULL,
  verification_id TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key_tag)
) WITHOUT ROWID;
CREATE INDEX known_phones_key ON known_phones (key_tag);

-- Idempotency of Send: the same key gives the same verification.
CREATE TABLE send_requests (
  agent_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  body_tag TEXT NOT NULL,
  verification_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agent_id, idempotency_key)
) WITHOUT ROWID;

-- The id starts with the time (base 36), so that the primary key is the order of reading and a
-- replayed write changes nothing.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL
) WITHOUT ROWID;
