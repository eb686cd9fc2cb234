-- The last failed reading of a ticket system's changes, kept when later ones go well.
ALTER TABLE connection_health ADD COLUMN failed_at INTEGER;
ALTER TABLE connection_health ADD COLUMN failed_problem TEXT;
