-- Since when the entry is of somebody else: another id, user name, work mail or whole name, or back after they had left.
-- Null: as it came.
ALTER TABLE people ADD COLUMN identity_changed_at INTEGER;
