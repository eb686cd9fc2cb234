-- Since when an agent has the role that they have, by whom, and who invited them: whom they may be a second person to.
ALTER TABLE agents ADD COLUMN role_since INTEGER;
ALTER TABLE agents ADD COLUMN role_by TEXT;
ALTER TABLE agents ADD COLUMN invited_by TEXT;
