-- Coverage: whom of the directory a check can pass for. One run goes through everybody in steps; nothing is decided
-- by these rows.
CREATE TABLE coverage_runs (
  id TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  started_by_name TEXT NOT NULL,
  -- Kinds and requests in the order of the letters below, as JSON.
  basis TEXT NOT NULL,
  -- The id of the last person who is counted.
  counted_to TEXT NOT NULL DEFAULT '',
  counted INTEGER NOT NULL DEFAULT 0,
  -- Active people when it began.
  people INTEGER NOT NULL,
  ended_at INTEGER,
  tally TEXT
) WITHOUT ROWID;

-- What a check of one person comes to, a letter for each kind of question, request and missing contact.
CREATE TABLE coverage_people (
  run_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kinds TEXT NOT NULL,
  standings TEXT NOT NULL,
  lacks TEXT NOT NULL,
  PRIMARY KEY (run_id, person_id)
) WITHOUT ROWID;
