-- What positions are on, for readers of Arabic; a configured topic has it from the next run on.
ALTER TABLE topics_stored ADD COLUMN proposition_ar VARCHAR;
