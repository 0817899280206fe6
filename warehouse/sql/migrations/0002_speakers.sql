-- Who spoke as he was on that day: role, body and country change, and what a claim was linked by must not.
ALTER TABLE claims_stored ADD COLUMN speaker VARCHAR;
ALTER TABLE claims_stored ADD COLUMN role VARCHAR;
ALTER TABLE claims_stored ADD COLUMN speaks_for VARCHAR;
ALTER TABLE claims_stored ADD COLUMN country VARCHAR;
ALTER TABLE claims_stored ADD COLUMN alleged_actor VARCHAR;
