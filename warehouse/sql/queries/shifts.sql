SELECT
    s.shift_id, s.actor_id, a.label AS actor, a.label_ar AS actor_ar, s.topic_id,
    coalesce(t.name_en, t.name_ar, s.topic_id) AS topic, t.name_ar AS topic_ar, s.relation, s.kind,
    s.from_position, s.to_position, s.within_day, s.alleged, b.label AS accuser, s.status, s.confidence, s.reasons, s.guards,
    s.earlier_claim_id, s.later_claim_id, s.earlier_content, s.later_content, s.earlier_said_at, s.later_said_at,
    s.earlier_lang, s.later_lang, s.earlier_article, s.later_article,
    s.earlier_publisher, s.later_publisher, s.earlier_url, s.later_url, s.earlier_expr, s.later_expr,
    s.earlier_outlets, s.later_outlets
FROM (
    SELECT * FROM mart_shifts
    WHERE rowid IN (
        SELECT rowid FROM mart_shifts
        ORDER BY later_said_at DESC NULLS LAST, status DESC, confidence DESC, shift_id
        LIMIT 5000
    )
) AS s
LEFT JOIN actors_called AS a ON a.actor_id = s.actor_id
LEFT JOIN actors_called AS b ON b.actor_id = s.accuser_id
LEFT JOIN topics_stored AS t ON t.topic_id = s.topic_id
ORDER BY s.later_said_at DESC NULLS LAST, s.status DESC, s.confidence DESC, s.shift_id
