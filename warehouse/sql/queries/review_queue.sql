-- The least certain claims and shifts that nobody has judged yet. $what: 'claim', 'shift', or empty for both.
WITH unsure AS (
    (
        SELECT 'claim' AS item, c.claim_id AS id, c.confidence * c.position_confidence AS confidence
        FROM claims_stored AS c
        LEFT JOIN topics_merged AS m ON m.topic_id = c.topic_id
        WHERE $what <> 'shift' AND ($topic = '' OR coalesce(m.into_id, c.topic_id) = $topic)
            AND NOT EXISTS (SELECT 1 FROM claims_corrected AS k WHERE k.claim_id = c.claim_id)
            AND EXISTS (SELECT 1 FROM article_versions AS v WHERE v.article_id = c.article_id AND v.current)
        ORDER BY c.confidence * c.position_confidence, c.position IS NULL, c.claim_id
        LIMIT 500
    )
    UNION ALL
    (
        SELECT 'shift', s.shift_id, s.confidence
        FROM mart_shifts AS s
        WHERE $what <> 'claim' AND ($topic = '' OR s.topic_id = $topic)
            AND NOT EXISTS (SELECT 1 FROM shifts_reviewed AS r WHERE r.shift_id = s.shift_id)
        ORDER BY s.confidence, s.shift_id
        LIMIT 500
    )
)
SELECT item, id, confidence FROM unsure ORDER BY confidence, item DESC, id LIMIT 500
