-- Somebody who did not pass asks for a person, and by when they hear from the desk: a filter of
-- the table, so no row's progress has to be opened for it. Until now a day was promised.
ALTER TABLE verifications ADD COLUMN person_asked_at INTEGER;
ALTER TABLE verifications ADD COLUMN answer_by INTEGER;
UPDATE verifications SET person_asked_at = live ->> '$.personAskedAt', answer_by = (live ->> '$.personAskedAt') + 86400000
WHERE ended_at IS NOT NULL AND live ->> '$.personAskedAt' IS NOT NULL;
CREATE INDEX verifications_person_asked ON verifications (created_at, id) WHERE person_asked_at IS NOT NULL;
