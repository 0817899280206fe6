SELECT
    u.utterance_id, u.actor_id, a.label AS actor, a.label_ar AS actor_ar, u.said_at, u.said_date, u.position, u.kind, u.certainty, u.act,
    u.content, u.lang, u.outlets, u.claim_ids[1] AS first_claim_id, u.claim_ids, l.article_id, l.type, v.url, v.publisher
FROM (SELECT * FROM utterances WHERE topic_id = $topic) AS u
LEFT JOIN (SELECT * FROM utterance_claims WHERE topic_id = $topic) AS l ON l.claim_id = u.claim_ids[1]
LEFT JOIN article_versions AS v ON v.article_id = l.article_id AND v.current
LEFT JOIN actors_stored AS a ON a.actor_id = u.actor_id
ORDER BY u.said_at NULLS LAST, u.utterance_id
