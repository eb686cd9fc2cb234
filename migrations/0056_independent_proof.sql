-- The check needed a proof that is independent of the contact, whatever its action; absent where it did not.
ALTER TABLE verifications ADD COLUMN independent_proof INTEGER;
