-- What a verdict and a note rest on counts only with the mac of who has the root secret. Rows from before have none: a
-- check of theirs is history and no pass, a note of theirs that still waits is not written.
ALTER TABLE verifications ADD COLUMN mac TEXT;
ALTER TABLE ticket_notes ADD COLUMN mac TEXT;
