-- What the deployment said is kept as it was said, its secrets sealed, so that it goes on serving while something that
-- protects less waits. `state`: serves, waits or refused; null on rows from before, which only told.
ALTER TABLE settings_deployments ADD COLUMN state TEXT;
ALTER TABLE settings_deployments ADD COLUMN secrets_sealed TEXT;
ALTER TABLE settings_deployments ADD COLUMN decided_by TEXT;
