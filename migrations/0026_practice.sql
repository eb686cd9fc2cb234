-- A check that an admin makes of himself, for practice: one at a time, gone after a day. It is never among the
-- verifications and its person never among the people, so nothing that reads those knows of it.
CREATE TABLE practice_checks (
  agent_id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  contact_sealed TEXT NOT NULL,
  contact_tag TEXT NOT NULL,
  masked TEXT NOT NULL,
  masked_plain TEXT NOT NULL,
  -- Keyed, of six digits. Gone once they were entered.
  code_hash TEXT,
  code_until INTEGER NOT NULL,
  tries_left INTEGER NOT NULL,
  confirmed_at INTEGER,
  verification_id TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 0,
  -- What the row of a verification holds, as JSON.
  record TEXT,
  at INTEGER NOT NULL
) WITHOUT ROWID;

-- That an admin has passed one: all that is left of it.
CREATE TABLE practice_passed (
  agent_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;
