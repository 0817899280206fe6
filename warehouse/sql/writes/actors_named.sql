SELECT DISTINCT a.actor_id, a.label
FROM actors_stored AS a
LEFT JOIN actor_names AS n ON n.actor_id = a.actor_id
WHERE a.actor_id = $called OR lower(a.label) = lower($called) OR lower(a.label_ar) = lower($called) OR lower(n.name) = lower($called)
ORDER BY a.actor_id = $called DESC, a.actor_id
