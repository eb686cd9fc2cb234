-- A name as it is searched for, where it is not the name in small letters: see core/people/search-name. SQL cannot make
-- it: rows from before are filled once a minute, and are found by their name as it is meanwhile.
ALTER TABLE people ADD COLUMN search_name TEXT;
CREATE INDEX people_search_name ON people (search_name) WHERE search_name IS NOT NULL;
-- Those that are still to be filled: empty as a rule.
CREATE INDEX people_without_search_name ON people (id) WHERE search_name IS NULL AND display_name GLOB '*[^ -~]*';
