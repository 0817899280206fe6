-- links keep of a claim what a new reading of its article may change, though its utterance stays
UPDATE utterance_claims SET type = n.type, said_precision = n.said_precision, speaks_for = n.speaks_for, country = n.country
FROM (
    SELECT
        l.claim_id, l.article_id, c.type, c.said_precision,
        CASE WHEN c.actor_id = l.actor_id THEN c.speaks_for END AS speaks_for,
        CASE WHEN c.actor_id = l.actor_id THEN c.country END AS country
    FROM utterance_claims AS l
    JOIN new_claims AS c ON c.claim_id = l.claim_id AND c.article_id = l.article_id
    WHERE (l.type, l.said_precision, l.speaks_for, l.country) IS DISTINCT FROM
        (c.type, c.said_precision, CASE WHEN c.actor_id = l.actor_id THEN c.speaks_for END,
            CASE WHEN c.actor_id = l.actor_id THEN c.country END)
) AS n
WHERE n.claim_id = utterance_claims.claim_id AND n.article_id = utterance_claims.article_id
