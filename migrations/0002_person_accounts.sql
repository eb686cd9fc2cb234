-- Further accounts of a person, beside the one that the directory knows them by: administration,
-- service. A check is about one of them.
CREATE TABLE person_accounts (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  label TEXT NOT NULL,
  privileged INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX person_accounts_person ON person_accounts (person_id);

-- The account as it was when the check was sent; null for the person's own.
ALTER TABLE verifications ADD COLUMN account_id TEXT;
ALTER TABLE verifications ADD COLUMN account_user_name TEXT;
ALTER TABLE verifications ADD COLUMN account_label TEXT;
-- Whether the check ran under the rules for privileged people; null for checks older than this column.
ALTER TABLE verifications ADD COLUMN privileged INTEGER;
