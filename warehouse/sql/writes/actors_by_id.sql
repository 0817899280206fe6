SELECT actor_id, label, label_ar, kind, speaks_for, country, role
FROM actors_called
WHERE actor_id IN (SELECT unnest($ids))
