DELETE FROM claims_stored WHERE article_id IN (SELECT unnest($ids))
