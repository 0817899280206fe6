SELECT topic_id FROM utterances WHERE actor_id IN (SELECT unnest($ids))
UNION
SELECT topic_id FROM claims_stored
WHERE topic_id IS NOT NULL AND (actor_id IN (SELECT unnest($ids)) OR alleged_actor_id IN (SELECT unnest($ids)))
