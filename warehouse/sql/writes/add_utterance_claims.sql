-- for whom somebody spoke is his own alone: not where linking knows better who it was
INSERT INTO utterance_claims BY NAME
SELECT
    n.*, topic_key(n.topic_id) AS topic_key, c.article_id, c.article_number, c.type, c.said_precision,
    CASE WHEN c.actor_id = n.actor_id THEN c.speaks_for END AS speaks_for,
    CASE WHEN c.actor_id = n.actor_id THEN c.country END AS country
FROM (SELECT unnest(claim_ids) AS claim_id, topic_id, utterance_id, actor_id FROM utterances_fresh) AS n
LEFT JOIN linking_claims AS c ON c.claim_id = n.claim_id
ORDER BY n.topic_id, n.utterance_id, n.claim_id
