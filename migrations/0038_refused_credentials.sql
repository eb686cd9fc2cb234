-- With which credentials the pause began, as a keyed digest: others need not wait for its end.
ALTER TABLE connection_health ADD COLUMN refused_credentials TEXT;
