-- Further accounts that a file names, as JSON: in the person's own row, so that they cost none and the row's mac is theirs.
ALTER TABLE people ADD COLUMN accounts TEXT;
