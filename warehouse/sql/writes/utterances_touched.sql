SELECT topic_id, actor_id, 'stale' AS side FROM utterances_stale
UNION
SELECT topic_id, actor_id, 'fresh' AS side FROM utterances_fresh
