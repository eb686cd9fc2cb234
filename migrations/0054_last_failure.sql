-- The last failed reading of a ticket system's changes, kept when later ones go well.
ALTER TABLE connection_health ADD COLUMN failed_at INTEGER;
ALTER TABLE connection_health ADD COLUMN failed_problem TEXT;
-- The last call of its webhook that was taken, the ticket that it brought, and until when each one is kept for whoever waits.
ALTER TABLE connection_health ADD COLUMN webhook_at INTEGER;
ALTER TABLE connection_health ADD COLUMN webhook_ticket TEXT;
ALTER TABLE connection_health ADD COLUMN webhook_awaited_until INTEGER;
