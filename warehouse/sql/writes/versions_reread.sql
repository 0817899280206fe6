UPDATE article_versions SET fingerprint = $fingerprint
WHERE current AND article_id IN (SELECT unnest($ids))
