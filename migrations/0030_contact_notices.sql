-- Of a message about no check: whom it is about. Its verification_id is '' then.
ALTER TABLE messages ADD COLUMN person_id TEXT;
