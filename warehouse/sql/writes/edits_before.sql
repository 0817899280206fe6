SELECT article_id, claim_id, actor_id, position, content, content_start
FROM claims_stored
WHERE article_id IN (SELECT unnest($ids))
ORDER BY article_id, ordinal
