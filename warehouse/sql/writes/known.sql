SELECT v.article_id
FROM article_versions AS v
JOIN asked ON asked.article_id = v.article_id AND asked.content_hash = v.content_hash
WHERE v.current AND v.fingerprint = $fingerprint
