SELECT
    s.shift_id, s.actor_id, s.actor, s.actor_ar, s.topic_id, s.topic, s.topic_ar, s.relation, s.kind,
    s.from_position, s.to_position, s.within_day, s.alleged, s.accuser, s.status, s.confidence, s.reasons, s.guards,
    s.earlier_claim_id, s.later_claim_id, s.earlier_content, s.later_content, s.earlier_said_at, s.later_said_at,
    e.lang AS earlier_lang, l.lang AS later_lang, e.article_id AS earlier_article, l.article_id AS later_article,
    e.publisher AS earlier_publisher, l.publisher AS later_publisher, e.url AS earlier_url, l.url AS later_url,
    e.said_expr AS earlier_expr, l.said_expr AS later_expr,
    coalesce(ue.outlets, []) AS earlier_outlets, coalesce(ul.outlets, []) AS later_outlets
FROM shifts AS s
LEFT JOIN claims AS e ON e.claim_id = s.earlier_claim_id
LEFT JOIN claims AS l ON l.claim_id = s.later_claim_id
LEFT JOIN timeline AS ue ON ue.utterance_id = s.earlier_utterance_id
LEFT JOIN timeline AS ul ON ul.utterance_id = s.later_utterance_id
ORDER BY s.later_said_at DESC NULLS LAST, s.status DESC, s.confidence DESC, s.shift_id
