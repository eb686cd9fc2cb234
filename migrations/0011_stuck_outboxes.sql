-- What a check could not hand over, as its object reports it: one row for each check, gone when all has gone out.
CREATE TABLE stuck_outboxes (
  verification_id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  ticket_number TEXT NOT NULL,
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  effect TEXT NOT NULL,
  problem TEXT NOT NULL
) WITHOUT ROWID;
