-- From when a ticket that names somebody by the person's id names this one; null: ever since. A directory may number
-- people otherwise than the ticket system does. Null for all who are there: nothing changes for them before a file says so.
ALTER TABLE people ADD COLUMN id_in_tickets_from INTEGER;
