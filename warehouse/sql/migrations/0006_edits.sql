-- What an edit of an article did to its claims.
CREATE TABLE edits_stored (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    change VARCHAR NOT NULL,
    claim_id_before VARCHAR,
    claim_id VARCHAR,
    actor_id_before VARCHAR,
    actor_id VARCHAR,
    position_before INTEGER,
    position INTEGER,
    content_before VARCHAR,
    content VARCHAR,
    run_id VARCHAR NOT NULL
);
