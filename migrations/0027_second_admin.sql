-- Since when an admin is one, and who made him one; null on rows from before, and for who is none.
ALTER TABLE agents ADD COLUMN admin_since INTEGER;
ALTER TABLE agents ADD COLUMN admin_by TEXT;

-- One change waits in each section. Of several from before the oldest goes on waiting.
UPDATE settings_proposals SET status = 'outdated', document = '{}', secrets_sealed = NULL
WHERE status = 'waiting' AND EXISTS (
  SELECT 1 FROM settings_proposals AS older
  WHERE older.section = settings_proposals.section AND older.status = 'waiting'
    AND (older.at, older.id) < (settings_proposals.at, settings_proposals.id)
);
CREATE UNIQUE INDEX settings_proposals_one ON settings_proposals (section) WHERE status = 'waiting';
