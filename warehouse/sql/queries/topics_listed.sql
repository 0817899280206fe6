SELECT
    t.topic_id, t.topic, t.topic_ar, t.configured, count(c.claim_id) AS claims,
    count(DISTINCT c.actor_id) AS actors, count(DISTINCT c.article_id) AS articles,
    min(c.said_date) AS first_said, max(c.said_date) AS last_said
FROM topics AS t
LEFT JOIN claims AS c ON c.topic_id = t.topic_id
GROUP BY ALL
HAVING t.configured OR count(c.claim_id) > 0
ORDER BY t.configured DESC, claims DESC, t.topic_id
