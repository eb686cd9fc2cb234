-- Since when somebody is inactive: so many days later they go. Of those who were before, the clean-up fills it.
ALTER TABLE people ADD COLUMN left_at INTEGER;
CREATE INDEX people_left ON people (left_at) WHERE active = 0;
