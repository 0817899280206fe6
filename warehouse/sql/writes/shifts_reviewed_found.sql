-- the shifts that reviews are about, whatever their ids are now: those between the claims that were judged
SELECT s.shift_id, arg_max(c.kind, c.number) AS kind
FROM corrections_stored AS c
JOIN correction_anchors AS l ON l.correction_id = c.correction_id AND l.side = 'later'
LEFT JOIN correction_anchors AS e ON e.correction_id = c.correction_id AND e.side = 'earlier'
JOIN utterance_claims AS lu ON lu.claim_id = l.current_id
JOIN shifts_stored AS s ON s.later_utterance_id = lu.utterance_id
LEFT JOIN utterance_claims AS eu ON eu.claim_id = e.current_id
WHERE
    c.undone_at IS NULL
    AND (s.shift_id = c.subject OR s.alleged = (e.side IS NULL))
    AND (e.side IS NULL OR s.earlier_utterance_id = eu.utterance_id)
GROUP BY s.shift_id
