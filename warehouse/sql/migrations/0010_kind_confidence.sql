-- How sure the kind of a position was told: a doubtful one follows what its speaker said next to it.
ALTER TABLE claims_stored ADD COLUMN kind_confidence DOUBLE DEFAULT 1.0;
