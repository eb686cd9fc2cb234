-- What admins set in the product: each change is a whole version of its section and stays. `head` numbers
-- all of them in order, so that one look at the largest says whether a copy in memory is still right.
CREATE TABLE settings_versions (
  section TEXT NOT NULL,
  version INTEGER NOT NULL,
  head INTEGER NOT NULL,
  document TEXT NOT NULL,
  secrets_sealed TEXT,
  secrets_set TEXT NOT NULL,
  at INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  reason TEXT,
  changes TEXT NOT NULL,
  mac TEXT,
  PRIMARY KEY (section, version)
) WITHOUT ROWID;
CREATE UNIQUE INDEX settings_head ON settings_versions (head DESC);

-- A change that protects less waits here for a second admin, or for a day.
CREATE TABLE settings_proposals (
  id TEXT PRIMARY KEY,
  section TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  document TEXT NOT NULL,
  secrets_sealed TEXT,
  secrets_set TEXT NOT NULL,
  changes TEXT NOT NULL,
  weakens TEXT NOT NULL,
  at INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  reason TEXT,
  applies_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  mac TEXT
) WITHOUT ROWID;
CREATE INDEX settings_proposals_waiting ON settings_proposals (applies_at) WHERE status = 'waiting';
