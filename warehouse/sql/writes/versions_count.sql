UPDATE article_versions SET claims = coalesce(n.claims, 0)
FROM (SELECT i.article_id, n.claims FROM (SELECT unnest($ids) AS article_id) AS i
      LEFT JOIN (SELECT article_id, count(*) AS claims FROM new_claims GROUP BY article_id) AS n ON n.article_id = i.article_id) AS n
WHERE article_versions.article_id = n.article_id AND article_versions.current
