SELECT article_id, article_number, version, content_hash, fingerprint, fetched_at
FROM article_versions
WHERE current AND article_id IN (SELECT unnest($ids))
