-- A block that somebody lifted, or a person whose checks of the day were freed. What failed before stays; the guard of
-- the person decides, so that a row alone frees nobody.
CREATE TABLE lifts (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  -- The newest check behind it.
  verification_id TEXT NOT NULL,
  what TEXT NOT NULL,
  -- The contact that was called back, masked, and when; null where another agent lifted it without a call.
  called TEXT,
  called_at INTEGER,
  reason TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX lifts_person ON lifts (person_id, at);
