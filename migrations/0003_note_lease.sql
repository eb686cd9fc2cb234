-- Who writes the first waiting note of a ticket holds the ticket. The lease stood on the ticket
-- (tickets.notes_lease_until, unused from here on) and cost two written rows more for each note.
ALTER TABLE ticket_notes ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
