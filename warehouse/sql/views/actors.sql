CREATE OR REPLACE VIEW actors AS
SELECT
    a.actor_id,
    a.label AS actor,
    a.label_ar AS actor_ar,
    a.kind,
    a.speaks_for,
    a.country,
    coalesce((SELECT list(n.name ORDER BY length(n.name) DESC, n.name) FROM actor_names AS n WHERE n.actor_id = a.actor_id), []) AS names,
    a.role
FROM actors_stored AS a;
