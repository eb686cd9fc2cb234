-- What a record was found by and gave up: whoever gets it takes over what had to be minded of the one before. The name
-- is a keyed hash.
CREATE TABLE directory_given_up (
  name TEXT NOT NULL,
  person_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  privileged INTEGER NOT NULL,
  mac TEXT,
  PRIMARY KEY (name, person_id)
) WITHOUT ROWID;
CREATE INDEX directory_given_up_at ON directory_given_up (at);
