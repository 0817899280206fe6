SELECT coalesce(max(article_number), 0) AS last FROM article_versions
