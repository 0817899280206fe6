SELECT
    v.article_id, v.title, v.publisher, v.lang, v.url, v.text,
    strftime(coalesce(v.published_at, v.fetched_at), '%Y-%m-%dT%H:%M:%S.%f') AS moment, p.topic_id AS placed
FROM article_versions AS v
LEFT JOIN article_clusters AS p ON p.article_id = v.article_id
WHERE v.current AND v.article_id IN (SELECT unnest($ids))
ORDER BY coalesce(v.published_at, v.fetched_at), v.article_id
