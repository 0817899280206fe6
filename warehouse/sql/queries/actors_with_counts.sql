WITH counted AS (
    SELECT m.actor_id, sum(m.claims)::BIGINT AS claims, count(*) AS topics, max(m.last_said) AS last_said
    FROM mart_actors AS m
    GROUP BY m.actor_id
    ORDER BY claims DESC, m.actor_id
    LIMIT 5000
),
named AS (
    SELECT coalesce(m.into_id, n.actor_id) AS actor_id, list(DISTINCT n.name ORDER BY length(n.name) DESC, n.name) AS names
    FROM actor_names AS n
    LEFT JOIN actors_merged AS m ON m.actor_id = n.actor_id
    WHERE coalesce(m.into_id, n.actor_id) IN (SELECT actor_id FROM counted)
    GROUP BY ALL
)
SELECT
    c.actor_id, a.label AS actor, a.label_ar AS actor_ar, a.kind, a.role, b.label AS speaks_for,
    b.label_ar AS speaks_for_ar, coalesce(n.names, []) AS names, c.claims, c.topics, c.last_said
FROM counted AS c
JOIN actors_called AS a ON a.actor_id = c.actor_id
LEFT JOIN actors_called AS b ON b.actor_id = a.speaks_for
LEFT JOIN named AS n ON n.actor_id = c.actor_id
ORDER BY c.claims DESC, a.label
