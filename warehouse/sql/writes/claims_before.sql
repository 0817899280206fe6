-- the claims of articles with the topics that they are on when corrections are counted in
SELECT c.claim_id, coalesce(m.into_id, k.topic_id, c.topic_id) AS topic_id
FROM claims_stored AS c
LEFT JOIN claims_corrected AS k ON k.claim_id = c.claim_id
LEFT JOIN topics_merged AS m ON m.topic_id = coalesce(k.topic_id, c.topic_id)
WHERE c.article_id IN (SELECT unnest($ids))
