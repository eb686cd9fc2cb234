-- The first admin sets the desk up alone: written when the deployment's invitation made the first user, gone with the
-- first check. A row counts only with its mac; without one, what protects less waits for a second person.
CREATE TABLE settings_set_up (
  id TEXT PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  mac TEXT
) WITHOUT ROWID;
