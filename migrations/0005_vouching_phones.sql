-- A phone vouches for its person only when it was kept after an independent proof. Those kept before
-- this column were kept after a spoken code, which any caller hears: they stay as phones that were
-- seen with somebody, which can only raise a risk, and vouch for nobody.
ALTER TABLE known_phones ADD COLUMN vouches INTEGER NOT NULL DEFAULT 0;

-- Tag of the destination with plus-tags and dots folded, as signals compare it; null where it was not
-- told, which is the tag of the value itself.
ALTER TABLE person_contacts ADD COLUMN likeness_tag TEXT;
CREATE INDEX person_contacts_likeness ON person_contacts (likeness_tag) WHERE likeness_tag IS NOT NULL;
