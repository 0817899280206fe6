-- articles that wait for their cluster in the order of publication; those without a day by their arrival
SELECT v.article_id
FROM articles_unplaced AS u
JOIN article_versions AS v ON v.article_id = u.article_id AND v.current
ORDER BY coalesce(v.published_at, v.fetched_at), v.article_id
