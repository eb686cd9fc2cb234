-- Of whoever is no admin any more, or is one again: from when, by whom and until when they were one before.
ALTER TABLE agents ADD COLUMN former_admin_since INTEGER;
ALTER TABLE agents ADD COLUMN former_admin_by TEXT;
ALTER TABLE agents ADD COLUMN former_admin_until INTEGER;
