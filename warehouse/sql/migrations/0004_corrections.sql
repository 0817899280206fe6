-- What people say of claims, shifts, actors and topics, with who and when; never removed, only undone.
CREATE TABLE corrections_stored (
    correction_id VARCHAR PRIMARY KEY,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    value VARCHAR,
    position INTEGER,
    note VARCHAR,
    author VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    undone_by VARCHAR,
    undone_at TIMESTAMP
);

-- The claims that a correction is about, by their words: ids change when an article is read in another way.
CREATE TABLE correction_anchors (
    correction_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    content_start INTEGER NOT NULL,
    current_id VARCHAR
);

-- What the corrections come to, renewed whenever they or their articles change.
CREATE TABLE claims_corrected (
    claim_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    review VARCHAR,
    actor_id VARCHAR,
    topic_id VARCHAR,
    position_given BOOLEAN NOT NULL,
    position INTEGER,
    author VARCHAR NOT NULL
);

CREATE TABLE shifts_reviewed (shift_id VARCHAR PRIMARY KEY, review VARCHAR NOT NULL);

CREATE TABLE actors_merged (actor_id VARCHAR PRIMARY KEY, into_id VARCHAR NOT NULL);

CREATE TABLE topics_merged (topic_id VARCHAR PRIMARY KEY, into_id VARCHAR NOT NULL);
