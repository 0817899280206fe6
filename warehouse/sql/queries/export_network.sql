SELECT utterance_id, actor_id, actor, topic_id, topic, kind, position, said_date
FROM timeline
WHERE position IS NOT NULL
ORDER BY topic_id, actor_id, said_at NULLS LAST, utterance_id
