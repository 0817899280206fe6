SELECT claim_id, topic_id FROM claims_stored WHERE article_id IN (SELECT unnest($ids))
