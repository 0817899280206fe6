-- What the app asks for, kept beside as it is linked, so that no page reads the whole ledger.
ALTER TABLE utterance_claims ADD COLUMN article_id VARCHAR;
ALTER TABLE utterance_claims ADD COLUMN actor_id VARCHAR;
ALTER TABLE utterance_claims ADD COLUMN type VARCHAR;
UPDATE utterance_claims SET article_id = c.article_id, type = c.type
FROM claims_stored AS c
WHERE c.claim_id = utterance_claims.claim_id;
UPDATE utterance_claims SET actor_id = u.actor_id
FROM utterances AS u
WHERE u.utterance_id = utterance_claims.utterance_id;

ALTER TABLE article_versions ADD COLUMN claims INTEGER;
UPDATE article_versions SET claims = c.claims
FROM (SELECT article_id, count(*) AS claims FROM claims_stored GROUP BY article_id) AS c
WHERE c.article_id = article_versions.article_id AND current;

CREATE TABLE mart_topics (
    topic_id VARCHAR NOT NULL,
    claims BIGINT NOT NULL,
    actors BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    shifts BIGINT NOT NULL,
    first_said DATE,
    last_said DATE
);

CREATE TABLE mart_actors (
    actor_id VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL,
    claims BIGINT NOT NULL,
    last_said DATE
);

CREATE TABLE mart_shifts (
    shift_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    topic_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    from_position INTEGER,
    to_position INTEGER,
    within_day BOOLEAN NOT NULL,
    alleged BOOLEAN NOT NULL,
    accuser_id VARCHAR,
    status VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL,
    guards VARCHAR NOT NULL,
    earlier_claim_id VARCHAR,
    later_claim_id VARCHAR NOT NULL,
    earlier_content VARCHAR,
    later_content VARCHAR,
    earlier_said_at VARCHAR,
    later_said_at VARCHAR,
    earlier_lang VARCHAR,
    later_lang VARCHAR,
    earlier_article VARCHAR,
    later_article VARCHAR,
    earlier_publisher VARCHAR,
    later_publisher VARCHAR,
    earlier_url VARCHAR,
    later_url VARCHAR,
    earlier_expr VARCHAR,
    later_expr VARCHAR,
    earlier_outlets VARCHAR[],
    later_outlets VARCHAR[]
);

-- the marts of what is there already are made when its topics are linked anew
INSERT OR IGNORE INTO topics_unlinked SELECT DISTINCT topic_id FROM utterances;
