UPDATE claims_stored SET topic_id = p.topic_id
FROM new_places AS p
WHERE claims_stored.article_id = p.article_id AND starts_with(claims_stored.topic_id, 'auto-')
    AND claims_stored.topic_id <> p.topic_id
