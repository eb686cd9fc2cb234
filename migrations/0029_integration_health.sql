-- What the minute's call of each provider came to. Ticket systems have their own row in connection_health.
CREATE TABLE integration_health (
  integration TEXT PRIMARY KEY,
  ok_at INTEGER,
  failed_at INTEGER,
  problem TEXT
) WITHOUT ROWID;
