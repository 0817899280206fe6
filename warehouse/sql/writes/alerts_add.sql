-- sure shifts that were not told of before: neither under this id nor, under another, between the same claims
INSERT INTO alerts
SELECT
    s.shift_id,
    (SELECT coalesce(max(number), 0) FROM alerts)
        + row_number() OVER (ORDER BY l.said_at NULLS FIRST, s.shift_id),
    s.earlier_claim_id, s.later_claim_id, $run_id, $announced
FROM shifts_stored AS s
LEFT JOIN shifts_reviewed AS r ON r.shift_id = s.shift_id
LEFT JOIN linking_claims AS l ON l.claim_id = s.later_claim_id
WHERE
    s.topic_id IN (SELECT unnest($topics))
    AND s.relation <> 'repeat'
    AND (s.status = 'shift' OR r.review = 'accepted') AND r.review IS DISTINCT FROM 'rejected'
    AND NOT EXISTS (
        SELECT 1 FROM alerts AS a
        WHERE a.shift_id = s.shift_id
            OR (a.earlier_claim_id IS NOT DISTINCT FROM s.earlier_claim_id AND a.later_claim_id = s.later_claim_id)
    )
