-- Sign-ins of people at their own page, apart from those of agents. A row counts only with its mac.
CREATE TABLE person_sessions (
  id_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  second_factor INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  browser_tag TEXT NOT NULL,
  ended_at INTEGER,
  end_reason TEXT,
  mac TEXT
) WITHOUT ROWID;
CREATE INDEX person_sessions_person ON person_sessions (person_id, created_at);

-- Who at a provider is which person, where a mail address has said so once.
CREATE TABLE person_identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  mac TEXT,
  PRIMARY KEY (issuer, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX person_identities_person ON person_identities (person_id, issuer);
