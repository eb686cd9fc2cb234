-- What security is told of a check: one row for each way of telling, written with the event
-- itself, so that nothing is lost while a mail server or a webhook is away.
CREATE TABLE security_notices (
  id TEXT PRIMARY KEY,
  verification_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  channel TEXT NOT NULL,
  reported_by TEXT,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX security_notices_verification ON security_notices (verification_id);
CREATE INDEX security_notices_person ON security_notices (person_id, channel);
CREATE INDEX security_notices_waiting ON security_notices (next_at) WHERE status IN ('waiting', 'sending');

-- What somebody decided not to deliver, with the reason. The row itself says "discarded".
CREATE TABLE discards (
  item_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  verification_id TEXT,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX discards_verification ON discards (verification_id);

-- A person's word beside the verdict of a check. The last one counts; none is ever changed.
CREATE TABLE judgements (
  id TEXT PRIMARY KEY,
  verification_id TEXT NOT NULL,
  word TEXT NOT NULL,
  reason TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX judgements_verification ON judgements (verification_id, at);

-- Which event a note tells; older notes do not say.
ALTER TABLE ticket_notes ADD COLUMN kind TEXT;
-- Why a provider reports a failure, for a report that overtakes the reply of the send.
ALTER TABLE message_receipts ADD COLUMN problem TEXT;

-- What the Delivery page lists.
CREATE INDEX messages_failed ON messages (created_at) WHERE status = 'failed';
CREATE INDEX ticket_notes_parked ON ticket_notes (created_at) WHERE status = 'parked';
CREATE INDEX security_notices_failed ON security_notices (created_at) WHERE status = 'failed';
