-- Until when somebody who lost the mark still counts as privileged.
ALTER TABLE people ADD COLUMN privileged_until INTEGER;
-- Null while the manager is the one of the accepted baseline.
ALTER TABLE people ADD COLUMN manager_changed_at INTEGER;
-- 1 where people can change the contact themselves: it proves no more than one that was typed.
ALTER TABLE person_contacts ADD COLUMN typed INTEGER;
-- Active people with this department or office; null for values that are not counted.
ALTER TABLE directory_values ADD COLUMN people INTEGER;

CREATE TABLE directory_imports (
  id TEXT PRIMARY KEY,
  -- 1 while it runs, so that there is one at most.
  open INTEGER,
  phase TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_by_name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  baseline INTEGER NOT NULL DEFAULT 0,
  file TEXT NOT NULL,
  progress TEXT NOT NULL,
  mac TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX directory_imports_open ON directory_imports (open) WHERE open IS NOT NULL;

CREATE TABLE directory_import_chunks (
  import_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- Keyed: what is written must be what was compared.
  digest TEXT NOT NULL,
  reply TEXT NOT NULL,
  -- Work mails and external ids of its rows, to find who stands in a file twice.
  keys TEXT NOT NULL,
  -- Ids of people who are in the file.
  present TEXT NOT NULL,
  -- What is left to do after the last chunk.
  left_sealed TEXT,
  PRIMARY KEY (import_id, number)
) WITHOUT ROWID;

-- How rows were before an import, to undo it.
CREATE TABLE directory_journal (
  import_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  part INTEGER NOT NULL,
  before_sealed TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (import_id, number, part)
) WITHOUT ROWID;
