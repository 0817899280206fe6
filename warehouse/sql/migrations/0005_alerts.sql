-- Sure shifts in the order in which they were found: what is told to others, at least once, each by its id.
CREATE TABLE alerts (
    shift_id VARCHAR PRIMARY KEY,
    number BIGINT NOT NULL,
    earlier_claim_id VARCHAR,
    later_claim_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    announced BOOLEAN NOT NULL
);

-- nobody is told now of what was found before there were alerts
INSERT INTO alerts
SELECT shift_id, row_number() OVER (ORDER BY shift_id), earlier_claim_id, later_claim_id, run_id, false
FROM shifts_stored WHERE status = 'shift' AND relation <> 'repeat';

-- who is told, and from which alert on
CREATE TABLE channels (channel VARCHAR PRIMARY KEY, since BIGINT NOT NULL);

CREATE TABLE deliveries_stored (
    shift_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    error VARCHAR,
    PRIMARY KEY (shift_id, channel)
);
