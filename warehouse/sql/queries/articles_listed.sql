-- The articles printed last. Which these may be is told by the day alone: texts are fetched of them only.
WITH days AS (
    SELECT rowid AS place, published FROM article_versions WHERE current
),
oldest AS (
    SELECT published FROM days ORDER BY published DESC NULLS LAST LIMIT 1 OFFSET 4999
)
SELECT article_id, title, publisher, lang, published, url, story_id, version, coalesce(claims, 0) AS claims
FROM article_versions
WHERE rowid IN (SELECT d.place FROM days AS d LEFT JOIN oldest AS o ON true WHERE o.published IS NULL OR d.published >= o.published)
ORDER BY published DESC NULLS LAST, article_id
LIMIT 5000
