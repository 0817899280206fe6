CREATE OR REPLACE VIEW actors AS
SELECT
    a.actor_id,
    a.label AS actor,
    a.label_ar AS actor_ar,
    a.kind,
    a.speaks_for,
    a.country,
    coalesce(n.names, []) AS names,
    a.role
FROM actors_called AS a
LEFT JOIN (
    SELECT coalesce(m.into_id, n.actor_id) AS actor_id, list(DISTINCT n.name ORDER BY length(n.name) DESC, n.name) AS names
    FROM actor_names AS n
    LEFT JOIN actors_merged AS m ON m.actor_id = n.actor_id
    GROUP BY ALL
) AS n ON n.actor_id = a.actor_id
WHERE a.actor_id NOT IN (SELECT actor_id FROM actors_merged);
