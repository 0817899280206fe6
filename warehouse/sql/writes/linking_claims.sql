-- the claims of topics whose linking begins, read once for all of them: the ledger is large, and they lie all over it
CREATE OR REPLACE TEMP TABLE linking_claims AS
SELECT c.* REPLACE (coalesce(m.into_id, k.topic_id, c.topic_id) AS topic_id), v.lang, v.publisher, v.published
FROM claims_stored AS c
JOIN article_versions AS v ON v.article_id = c.article_id AND v.current
LEFT JOIN claims_corrected AS k ON k.claim_id = c.claim_id
LEFT JOIN topics_merged AS m ON m.topic_id = coalesce(k.topic_id, c.topic_id)
WHERE
    coalesce(m.into_id, k.topic_id, c.topic_id) IN (SELECT unnest($topics))
    AND k.review IS DISTINCT FROM 'rejected'
ORDER BY topic_id
