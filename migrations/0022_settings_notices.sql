-- Who is told of a change that protects less: a row for each admin and for each way to tell security, written
-- with the change itself. What is told is read from the row that `subject` names, which has a mac.
CREATE TABLE settings_notices (
  id TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  receiver TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX settings_notices_due ON settings_notices (next_at) WHERE status IN ('waiting', 'sending');
CREATE INDEX settings_notices_subject ON settings_notices (subject);

-- What the deployment's own variables said, a row for each time that it was something else.
CREATE TABLE settings_deployments (
  number INTEGER PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  weakens TEXT NOT NULL,
  mac TEXT
);
