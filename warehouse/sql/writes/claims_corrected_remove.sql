DELETE FROM claims_corrected WHERE article_id IN (SELECT unnest($ids))
