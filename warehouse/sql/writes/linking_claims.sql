-- the claims of topics whose linking begins, read once for all of them: the ledger is large, and they lie all over it
CREATE OR REPLACE TEMP TABLE linking_claims AS
WITH wanted AS (
    SELECT unnest($topics) AS topic_id
),
-- as claims were stored: topics that were merged into others keep theirs
stored AS (
    SELECT topic_id FROM wanted
    UNION
    SELECT topic_id FROM topics_merged WHERE into_id IN (SELECT topic_id FROM wanted)
),
-- rows first, so that what else they hold is read of them alone
found AS (
    SELECT rowid AS place FROM claims_stored WHERE topic_id IN (SELECT topic_id FROM stored)
    UNION ALL
    SELECT rowid FROM claims_stored
    WHERE
        claim_id IN (SELECT claim_id FROM claims_corrected WHERE topic_id IS NOT NULL)
        AND coalesce(topic_id, '') NOT IN (SELECT topic_id FROM stored)
)
SELECT
    c.* REPLACE (coalesce(m.into_id, k.topic_id, c.topic_id) AS topic_id), v.lang, v.publisher, v.published, v.url
FROM (SELECT * FROM claims_stored WHERE rowid IN (SELECT place FROM found)) AS c
JOIN article_versions AS v ON v.article_number = c.article_number AND v.current
LEFT JOIN claims_corrected AS k ON k.claim_id = c.claim_id
LEFT JOIN topics_merged AS m ON m.topic_id = coalesce(k.topic_id, c.topic_id)
WHERE
    coalesce(m.into_id, k.topic_id, c.topic_id) IN (SELECT topic_id FROM wanted)
    AND k.review IS DISTINCT FROM 'rejected'
ORDER BY topic_id
