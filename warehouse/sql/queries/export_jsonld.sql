SELECT c.claim_id, c.content, c.actor_id, c.actor, a.kind AS actor_kind, c.said_at, c.topic, c.lang, c.url, c.title, c.publisher
FROM claims AS c
LEFT JOIN actors AS a ON a.actor_id = c.actor_id
ORDER BY c.claim_id
