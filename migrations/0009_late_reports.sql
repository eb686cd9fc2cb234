-- "This wasn't me" after the end: what the table is filtered by, so that no row's progress has to be opened for it.
ALTER TABLE verifications ADD COLUMN late_report_at INTEGER;
UPDATE verifications SET late_report_at = live ->> '$.lateReportAt' WHERE ended_at IS NOT NULL AND live ->> '$.lateReportAt' IS NOT NULL;
