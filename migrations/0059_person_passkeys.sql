-- People's own passkeys; the relying party is the portal's host. A row counts only with its mac.
CREATE TABLE person_passkeys (
  credential_id TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  last_used_at INTEGER,
  suspended_at INTEGER,
  mac TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX person_passkeys_id ON person_passkeys (id);
CREATE INDEX person_passkeys_person ON person_passkeys (person_id);

-- The passkey that a message tells of: its link, which is derived when it is sent, takes that one away.
ALTER TABLE messages ADD COLUMN passkey_id TEXT;
