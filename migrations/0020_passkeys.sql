-- Passkeys of agents: several for each, under the id that the authenticator gave. A row counts only with its mac.
CREATE TABLE passkeys (
  credential_id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  last_used_at INTEGER,
  suspended_at INTEGER,
  mac TEXT
) WITHOUT ROWID;
CREATE INDEX passkeys_agent ON passkeys (agent_id);

-- What an authenticator is asked to sign: taken once, within minutes. Found under a keyed name.
CREATE TABLE passkey_challenges (
  name TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  agent_id TEXT,
  expires_at INTEGER NOT NULL,
  mac TEXT
) WITHOUT ROWID;
