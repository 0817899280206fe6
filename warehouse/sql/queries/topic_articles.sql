-- The articles of a topic by their claims, and others to tell its words apart from: those printed last.
WITH own AS (
    SELECT article_id, count(*) AS claims FROM claims WHERE topic_id = $topic GROUP BY article_id
),
others AS (
    SELECT article_id FROM articles
    WHERE current AND article_id NOT IN (SELECT article_id FROM own)
    ORDER BY published DESC NULLS LAST, article_id LIMIT 2000
)
SELECT v.article_id, v.title, v.publisher, v.lang, v.published, v.url, v.text, coalesce(own.claims, 0) AS claims
FROM article_versions AS v
LEFT JOIN own ON own.article_id = v.article_id
WHERE v.current AND (own.article_id IS NOT NULL OR v.article_id IN (SELECT article_id FROM others))
ORDER BY v.published, v.article_id
