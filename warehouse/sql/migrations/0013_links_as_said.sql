-- What a timeline tells of a claim beside its utterance, so that it asks for the links of its topic alone.
ALTER TABLE utterance_claims ADD COLUMN said_precision VARCHAR;
ALTER TABLE utterance_claims ADD COLUMN speaks_for VARCHAR;
ALTER TABLE utterance_claims ADD COLUMN country VARCHAR;
UPDATE utterance_claims SET
    said_precision = c.said_precision,
    speaks_for = CASE WHEN c.actor_id = utterance_claims.actor_id THEN c.speaks_for END,
    country = CASE WHEN c.actor_id = utterance_claims.actor_id THEN c.country END
FROM claims_stored AS c
WHERE c.claim_id = utterance_claims.claim_id AND c.article_id = utterance_claims.article_id;
