-- Fact keys were made with a 32-bit generator, from which the facts can be read. They are emptied,
-- also those that the Worker of before still writes until the new one is deployed; what stands for
-- them from now on is an HMAC of 256 bits.
ALTER TABLE transcript_entries ADD COLUMN fact_tag TEXT;
UPDATE transcript_entries SET fact_key = '';
CREATE TRIGGER transcript_fact_key_stays_empty AFTER INSERT ON transcript_entries WHEN NEW.fact_key <> ''
BEGIN
  UPDATE transcript_entries SET fact_key = ''
  WHERE verification_id = NEW.verification_id AND ordinal = NEW.ordinal AND attempt = NEW.attempt;
END;
