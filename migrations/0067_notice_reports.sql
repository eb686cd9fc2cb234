-- "This was not me" from a notice: once for each check and reach. What it has to bring about waits here until all of it is
-- done. The mac is of what was pressed.
CREATE TABLE notice_reports (
  verification_id TEXT NOT NULL,
  -- Whether it keeps the whole account, and not only this check's destination.
  wide INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  mac TEXT,
  -- Null: all of it is done.
  next_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (verification_id, wide)
) WITHOUT ROWID;
CREATE INDEX notice_reports_due ON notice_reports (next_at) WHERE next_at IS NOT NULL;
