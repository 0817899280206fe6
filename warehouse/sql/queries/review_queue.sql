-- The 500 least certain claims and shifts that nobody has judged yet, each with the count of all of them. $what: 'claim',
-- 'shift', or empty for both; $item: this one alone, however certain it is, or empty.
WITH claims_waiting AS (
    SELECT 'claim' AS item, c.claim_id AS id, c.confidence * c.position_confidence AS confidence, c.position IS NULL AS later
    FROM claims_stored AS c
    LEFT JOIN topics_merged AS m ON m.topic_id = c.topic_id
    WHERE $what <> 'shift' AND ($topic = '' OR coalesce(m.into_id, c.topic_id) = $topic)
        AND ($item = '' OR c.claim_id = $item)
        AND NOT EXISTS (SELECT 1 FROM claims_corrected AS k WHERE k.claim_id = c.claim_id)
        AND EXISTS (SELECT 1 FROM article_versions AS v WHERE v.article_id = c.article_id AND v.current)
),
shifts_waiting AS (
    SELECT 'shift' AS item, s.shift_id AS id, s.confidence
    FROM mart_shifts AS s
    WHERE $what <> 'claim' AND ($topic = '' OR s.topic_id = $topic)
        AND ($item = '' OR s.shift_id = $item)
        AND NOT EXISTS (SELECT 1 FROM shifts_reviewed AS r WHERE r.shift_id = s.shift_id)
),
unsure AS (
    (SELECT item, id, confidence FROM claims_waiting ORDER BY confidence, later, id LIMIT 500)
    UNION ALL
    (SELECT item, id, confidence FROM shifts_waiting ORDER BY confidence, id LIMIT 500)
)
SELECT
    item, id, confidence, (SELECT count(*) FROM claims_waiting) + (SELECT count(*) FROM shifts_waiting) AS all_waiting
FROM unsure
ORDER BY confidence, item DESC, id
LIMIT 500
