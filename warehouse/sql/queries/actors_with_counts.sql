SELECT
    a.actor_id, a.actor, a.actor_ar, a.kind, a.role, b.actor AS speaks_for, a.names,
    count(c.claim_id) AS claims, count(DISTINCT c.topic_id) AS topics, max(c.said_date) AS last_said
FROM actors AS a
LEFT JOIN actors AS b ON b.actor_id = a.speaks_for
JOIN claims AS c ON c.actor_id = a.actor_id
GROUP BY ALL
ORDER BY claims DESC, a.actor
