SELECT
    t.utterance_id, t.actor_id, t.actor, t.actor_ar, t.said_at, t.said_date, t.position, t.kind, t.certainty, t.act,
    t.content, t.lang, t.outlets, t.first_claim_id, t.claim_ids, c.article_id, c.type, c.url, c.publisher
FROM timeline AS t
LEFT JOIN claims AS c ON c.claim_id = t.first_claim_id
WHERE t.topic_id = $topic
ORDER BY t.said_at NULLS LAST, t.utterance_id
