-- What users of the console and the security contact are told by mail about access: written with the act
-- itself. `token_sealed` opens only in its own row and for its own recipient.
CREATE TABLE desk_mails (
  id TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  token_sealed TEXT,
  created_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX desk_mails_waiting ON desk_mails (next_at) WHERE status IN ('waiting', 'sending');
CREATE INDEX desk_mails_failed ON desk_mails (created_at) WHERE status = 'failed';

-- Codes for who has lost every passkey, found under a keyed name; each works once. A row counts only with its mac.
CREATE TABLE recovery_codes (
  name TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER,
  mac TEXT
) WITHOUT ROWID;
CREATE INDEX recovery_codes_agent ON recovery_codes (agent_id);
