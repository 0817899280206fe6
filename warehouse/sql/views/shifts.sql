CREATE OR REPLACE VIEW shifts AS
SELECT
    s.shift_id,
    s.actor_id,
    a.label AS actor,
    s.topic_id,
    coalesce(t.name_en, t.name_ar, s.topic_id) AS topic,
    s.relation,
    s.from_position,
    s.to_position,
    s.earlier_claim_id,
    s.later_claim_id,
    e.content AS earlier_content,
    l.content AS later_content,
    e.said_at AS earlier_said_at,
    l.said_at AS later_said_at,
    s.within_day,
    s.alleged,
    CASE WHEN r.review = 'accepted' THEN 'shift' ELSE s.status END AS status,
    CASE WHEN r.review = 'accepted' THEN 1.0 ELSE s.confidence END AS confidence,
    s.reasons,
    s.kind,
    s.guards,
    s.accuser_id,
    b.label AS accuser,
    s.earlier_utterance_id,
    s.later_utterance_id,
    a.label_ar AS actor_ar,
    t.name_ar AS topic_ar,
    s.run_id,
    r.review
FROM shifts_stored AS s
LEFT JOIN actors_called AS a ON a.actor_id = s.actor_id
LEFT JOIN actors_called AS b ON b.actor_id = s.accuser_id
LEFT JOIN topics_stored AS t ON t.topic_id = s.topic_id
LEFT JOIN claims_stored AS e ON e.claim_id = s.earlier_claim_id
LEFT JOIN claims_stored AS l ON l.claim_id = s.later_claim_id
LEFT JOIN shifts_reviewed AS r ON r.shift_id = s.shift_id
WHERE s.relation <> 'repeat' AND r.review IS DISTINCT FROM 'rejected';
