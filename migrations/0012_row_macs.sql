-- A row counts only with the mac of who has the root secret (adapters/crypto/row-macs). Rows from
-- before have none, and are refused: people and agents are added again, sign-ins begin anew.
ALTER TABLE agents ADD COLUMN mac TEXT;
ALTER TABLE sign_in_links ADD COLUMN mac TEXT;
ALTER TABLE agent_sessions ADD COLUMN mac TEXT;
ALTER TABLE people ADD COLUMN mac TEXT;
ALTER TABLE person_contacts ADD COLUMN mac TEXT;
ALTER TABLE person_accounts ADD COLUMN mac TEXT;
ALTER TABLE known_phones ADD COLUMN mac TEXT;

-- Invitations that came with a deployment and were used: each works once.
CREATE TABLE admin_invitations_taken (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  taken_at INTEGER NOT NULL
) WITHOUT ROWID;
