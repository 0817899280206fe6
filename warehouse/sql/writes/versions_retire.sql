UPDATE article_versions SET current = false
WHERE current AND article_id IN (SELECT article_id FROM new_versions)
