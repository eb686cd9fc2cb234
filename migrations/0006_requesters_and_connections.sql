-- Whom a ticket names, as the directory knows that person: checks, banner and counters compare persons.
ALTER TABLE tickets ADD COLUMN requester_person_id TEXT;
-- Other tickets of one person that were opened just now.
CREATE INDEX tickets_requester ON tickets (requester_person_id, created_at) WHERE requester_person_id IS NOT NULL;

-- IANA zone of the person; days of meetings are theirs. Without one, the desk's.
ALTER TABLE people ADD COLUMN time_zone TEXT;

-- How often the ticket system itself said no to this note; other failures only count as attempts.
ALTER TABLE ticket_notes ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;

-- What all isolates have to know of a ticket system: one pause for refused credentials, and how
-- far its list of changed tickets was read.
CREATE TABLE connection_health (
  connection TEXT PRIMARY KEY,
  log_in_lease_until INTEGER NOT NULL DEFAULT 0,
  log_ins_refused INTEGER NOT NULL DEFAULT 0,
  refused_at INTEGER,
  log_in_not_before INTEGER NOT NULL DEFAULT 0,
  changes_read_to INTEGER,
  changes_read_at INTEGER,
  changes_problem TEXT,
  found_late INTEGER NOT NULL DEFAULT 0,
  found_late_at INTEGER
) WITHOUT ROWID;
