SELECT
    c.claim_id AS id,
    c.actor AS person,
    o.actor AS organization,
    c.topic AS concept,
    CASE WHEN c.position > 0 THEN 1 WHEN c.position < 0 THEN 0 END AS agreement,
    c.position AS value,
    c.said_at AS date,
    c.content AS text,
    c.title,
    c.publisher AS source,
    c.url,
    c.content_start AS start,
    c.content_end AS stop
FROM claims AS c
LEFT JOIN actors AS a ON a.actor_id = c.actor_id
LEFT JOIN actors AS o ON o.actor_id = coalesce(c.speaks_for, a.speaks_for)
ORDER BY c.said_at NULLS LAST, c.claim_id
