-- What an admin sent himself to try a provider out: the last one of each channel. What became of it stands in
-- message_receipts, as for every message.
CREATE TABLE delivery_tests (
  agent_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  id TEXT NOT NULL,
  provider TEXT NOT NULL,
  masked TEXT NOT NULL,
  at INTEGER NOT NULL,
  status TEXT NOT NULL,
  provider_message_id TEXT,
  problem TEXT,
  PRIMARY KEY (agent_id, channel)
) WITHOUT ROWID;
