-- Who at an identity provider is which agent: bound once, by issuer and subject, never by a mail address.
CREATE TABLE agent_identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  by_groups INTEGER NOT NULL,
  linked_at INTEGER NOT NULL,
  mac TEXT,
  PRIMARY KEY (issuer, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX agent_identities_agent ON agent_identities (agent_id, issuer);

-- Answers of identity providers that were taken: each counts once.
CREATE TABLE sign_in_states_used (
  state_hash TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;

-- Through which identity provider a sign-in came, by the name it has in the settings.
ALTER TABLE agent_sessions ADD COLUMN provider TEXT;
