-- Outlets with what there is of them, those with most articles first.
SELECT
    publisher, lang, count(*) AS articles, coalesce(sum(claims), 0)::BIGINT AS claims,
    left(max(published), 10) AS last_published, max(fetched_at) AS last_read
FROM article_versions
WHERE current AND publisher <> ''
GROUP BY publisher, lang
ORDER BY articles DESC, publisher, lang
LIMIT 1000
