SELECT c.article_id, a.actor_id, a.actor, a.actor_ar, a.kind
FROM claims AS c
JOIN actors AS a ON a.actor_id = c.actor_id
WHERE c.topic_id = $topic
ORDER BY c.article_id, c.ordinal
