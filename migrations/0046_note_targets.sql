-- Into which ticket of which connection a note goes, under its mac. Of notes from before the ticket's row says it.
ALTER TABLE ticket_notes ADD COLUMN target TEXT;
