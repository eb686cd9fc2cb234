-- Every attempt of an action that left for a target system: written before the call, so that one that was cut off is
-- found again. Its mac is of what was asked for and answered, not of the columns that only say when it is tried again.
CREATE TABLE action_runs (
  id TEXT PRIMARY KEY,
  grant_id TEXT NOT NULL,
  verification_id TEXT NOT NULL,
  -- What was reserved, for whom and on which ticket; never a password.
  run TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  -- Null: under way, or cut off.
  answer TEXT,
  settled_at INTEGER,
  done_at INTEGER,
  mac TEXT,
  -- Null: nothing follows, or all of it is done.
  next_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX action_runs_verification ON action_runs (verification_id);
CREATE INDEX action_runs_unsettled ON action_runs (started_at) WHERE answer IS NULL;
CREATE INDEX action_runs_due ON action_runs (next_at) WHERE next_at IS NOT NULL;
-- A grant is used once.
CREATE UNIQUE INDEX action_runs_once ON action_runs (grant_id) WHERE answer = 'done';

-- What followed an action, each step once.
CREATE TABLE action_steps (
  run_id TEXT NOT NULL,
  step TEXT NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL,
  mac TEXT,
  PRIMARY KEY (run_id, step)
) WITHOUT ROWID;
