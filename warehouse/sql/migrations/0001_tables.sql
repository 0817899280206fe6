-- The ledger. Articles keep every version; claims are those of the current version.
CREATE TABLE article_versions (
    article_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    current BOOLEAN NOT NULL,
    content_hash VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    url VARCHAR,
    publisher VARCHAR,
    title VARCHAR,
    lang VARCHAR NOT NULL,
    published VARCHAR,
    published_at TIMESTAMP,
    fetched_at TIMESTAMP NOT NULL,
    story_id VARCHAR NOT NULL,
    sketch UBIGINT[] NOT NULL,
    text VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, version)
);

CREATE TABLE claims_stored (
    claim_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL,
    topic_id VARCHAR,
    said_at VARCHAR,
    said_date DATE,
    said_precision VARCHAR,
    said_expr VARCHAR,
    said_rank INTEGER NOT NULL,
    recalled BOOLEAN NOT NULL,
    act VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    position INTEGER,
    certainty VARCHAR NOT NULL,
    conditional BOOLEAN NOT NULL,
    reasons VARCHAR[] NOT NULL,
    confidence DOUBLE NOT NULL,
    speaker_confidence DOUBLE NOT NULL,
    source VARCHAR NOT NULL,
    cue VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    content_start INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    via VARCHAR,
    names VARCHAR[] NOT NULL,
    attribution VARCHAR NOT NULL,
    alleged_actor_id VARCHAR,
    alleged_position VARCHAR
);

CREATE TABLE actors_stored (
    actor_id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    label_ar VARCHAR,
    kind VARCHAR NOT NULL,
    speaks_for VARCHAR,
    country VARCHAR,
    role VARCHAR
);

CREATE TABLE actor_names (
    actor_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (actor_id, name)
);

CREATE TABLE topics_stored (
    topic_id VARCHAR PRIMARY KEY,
    name_en VARCHAR,
    name_ar VARCHAR,
    proposition VARCHAR,
    configured BOOLEAN NOT NULL
);

CREATE TABLE utterances (
    utterance_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL,
    said_at VARCHAR,
    said_date DATE,
    kind VARCHAR NOT NULL,
    position INTEGER,
    certainty VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    outlets VARCHAR[] NOT NULL,
    claim_ids VARCHAR[] NOT NULL
);

CREATE TABLE utterance_claims (
    claim_id VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL,
    utterance_id VARCHAR NOT NULL
);

CREATE TABLE shifts_stored (
    shift_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    from_position INTEGER,
    to_position INTEGER,
    earlier_claim_id VARCHAR,
    later_claim_id VARCHAR NOT NULL,
    earlier_utterance_id VARCHAR,
    later_utterance_id VARCHAR NOT NULL,
    within_day BOOLEAN NOT NULL,
    alleged BOOLEAN NOT NULL,
    accuser_id VARCHAR,
    status VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL,
    guards VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE runs_stored (
    run_id VARCHAR PRIMARY KEY,
    flow VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    state VARCHAR NOT NULL,
    articles_in INTEGER NOT NULL DEFAULT 0,
    articles_new INTEGER NOT NULL DEFAULT 0,
    claims_new INTEGER NOT NULL DEFAULT 0,
    shifts_new INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    error VARCHAR
);

CREATE TABLE quarantine_stored (
    refusal_id VARCHAR PRIMARY KEY,
    file VARCHAR NOT NULL,
    line INTEGER,
    reason VARCHAR NOT NULL,
    payload BLOB NOT NULL,
    first_run_id VARCHAR NOT NULL,
    last_run_id VARCHAR NOT NULL,
    times INTEGER NOT NULL,
    state VARCHAR NOT NULL
);

-- topics whose links are older than their claims: a run that stopped in between leaves them here
CREATE TABLE topics_unlinked (topic_id VARCHAR PRIMARY KEY);

CREATE INDEX claims_by_article ON claims_stored (article_id);
CREATE INDEX claims_by_topic ON claims_stored (topic_id);
