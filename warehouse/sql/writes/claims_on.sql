SELECT * EXCLUDE (url) FROM linking_claims WHERE topic_id IN (SELECT unnest($topics)) ORDER BY article_id, ordinal
