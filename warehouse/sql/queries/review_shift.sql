SELECT
    s.shift_id, s.actor_id, a.label AS actor, a.label_ar AS actor_ar, s.topic_id,
    coalesce(t.name_en, t.name_ar, s.topic_id) AS topic, t.name_ar AS topic_ar, s.relation, s.kind, s.from_position,
    s.to_position, s.alleged, b.label AS accuser, b.label_ar AS accuser_ar, s.status, s.confidence, s.reasons, s.guards,
    s.earlier_claim_id, s.later_claim_id, s.earlier_said_at, s.later_said_at, s.within_day,
    s.earlier_speaker_id, e.label AS earlier_speaker, e.label_ar AS earlier_speaker_ar,
    s.later_speaker_id, l.label AS later_speaker, l.label_ar AS later_speaker_ar
FROM mart_shifts AS s
LEFT JOIN actors_called AS a ON a.actor_id = s.actor_id
LEFT JOIN actors_called AS b ON b.actor_id = s.accuser_id
LEFT JOIN actors_called AS e ON e.actor_id = s.earlier_speaker_id
LEFT JOIN actors_called AS l ON l.actor_id = s.later_speaker_id
LEFT JOIN topics_stored AS t ON t.topic_id = s.topic_id
WHERE s.shift_id = $shift
