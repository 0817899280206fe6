SELECT article_id, title, publisher, lang, published, url, story_id, version, coalesce(claims, 0) AS claims
FROM article_versions
WHERE current
ORDER BY published DESC NULLS LAST, article_id
LIMIT 5000
