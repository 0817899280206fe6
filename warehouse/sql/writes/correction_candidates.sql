SELECT article_id, claim_id, content, content_start FROM claims_stored WHERE article_id IN (SELECT unnest($ids)) ORDER BY ordinal
