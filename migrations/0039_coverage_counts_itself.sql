-- Coverage counts by itself: one count at a time, of whoever holds its lease, gone on with until it ends or another takes
-- its place.
ALTER TABLE coverage_runs ADD COLUMN cause TEXT NOT NULL DEFAULT 'asked';
-- 1 while it counts. NULL: it has ended, or another one was begun in its place.
ALTER TABLE coverage_runs ADD COLUMN open INTEGER;
ALTER TABLE coverage_runs ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
-- When somebody was last counted.
ALTER TABLE coverage_runs ADD COLUMN stepped_at INTEGER;
CREATE UNIQUE INDEX coverage_runs_open ON coverage_runs (open);
