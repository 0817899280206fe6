SELECT c.article_id, c.speaker, a.actor_id, a.label, a.label_ar, a.kind
FROM claims_stored AS c
LEFT JOIN actors_stored AS a ON a.actor_id = c.actor_id
WHERE c.article_id IN (SELECT unnest($ids))
ORDER BY c.article_id, c.ordinal
