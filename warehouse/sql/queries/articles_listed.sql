SELECT a.article_id, a.title, a.publisher, a.lang, a.published, a.url, a.story_id, a.version, count(c.claim_id) AS claims
FROM articles AS a
LEFT JOIN claims AS c ON c.article_id = a.article_id
WHERE a.current
GROUP BY ALL
ORDER BY a.published DESC NULLS LAST, a.article_id
