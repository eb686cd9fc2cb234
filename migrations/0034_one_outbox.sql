-- All mails of the desk in one table, each with the mac of who has the root secret (adapters/crypto/row-macs). What
-- still waits has none: it is not sent, and stands on the Delivery page. Changes that wait are told anew.
ALTER TABLE desk_mails ADD COLUMN mac TEXT;
CREATE INDEX desk_mails_about ON desk_mails (about);

INSERT OR IGNORE INTO desk_mails
  (id, recipient, kind, about, created_at, not_after, status, attempts, next_at, problem)
SELECT 'dml_before-' || replace(replace(id, '/', '_'), ':', '-'),
  CASE WHEN receiver IN ('mail', 'webhook') THEN 'security:' || receiver ELSE 'user:' || receiver END,
  'settings_' || event, subject, created_at, created_at + 604800000, 'failed', attempts, next_at, 'unattested'
FROM settings_notices WHERE status IN ('waiting', 'sending', 'failed');
UPDATE settings_notices SET status = 'dropped' WHERE status IN ('waiting', 'sending', 'failed');
UPDATE desk_mails SET status = 'failed', problem = 'unattested' WHERE mac IS NULL AND status IN ('waiting', 'sending', 'failed');
