-- Since when, and by whose report of another check of the person, a check is no pass. Null breaks no older row's mac.
ALTER TABLE verifications ADD COLUMN voided_at INTEGER;
ALTER TABLE verifications ADD COLUMN voided_by TEXT;
