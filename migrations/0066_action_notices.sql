-- Whom a person's contacts, and their manager, were told of what was asked for and done in their name: one row for each
-- contact and event. The link of the message is derived from check and number. Holds no address.
CREATE TABLE action_notices (
  verification_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  action TEXT NOT NULL,
  told TEXT NOT NULL,
  -- Null: the work address.
  contact_id TEXT,
  -- Whether the contact counted already when it was told.
  aged INTEGER NOT NULL,
  -- Several events may go in one message.
  message_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  send_at INTEGER NOT NULL,
  mac TEXT,
  PRIMARY KEY (verification_id, number)
) WITHOUT ROWID;
CREATE INDEX action_notices_person ON action_notices (person_id, at);
CREATE INDEX action_notices_message ON action_notices (message_id);
