SELECT claim_id, review, actor_id, topic_id, position_given, position, author
FROM claims_corrected
WHERE claim_id IN (SELECT unnest($ids))
