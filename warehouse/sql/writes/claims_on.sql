SELECT c.*, v.lang, v.publisher, v.published
FROM claims_stored AS c
JOIN article_versions AS v ON v.article_id = c.article_id AND v.current
WHERE c.topic_id IN (SELECT unnest($topics))
ORDER BY c.article_id, c.ordinal
