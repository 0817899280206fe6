-- How sure the sign of a position was read: what the learned readers read is less sure than what a rule reads.
ALTER TABLE claims_stored ADD COLUMN position_confidence DOUBLE DEFAULT 1.0;
