CREATE OR REPLACE VIEW claims AS
SELECT
    c.claim_id,
    u.utterance_id,
    v.article_id,
    a.actor_id,
    a.label AS actor,
    coalesce(tm.into_id, k.topic_id, c.topic_id) AS topic_id,
    coalesce(t.name_en, t.name_ar, tm.into_id, k.topic_id, c.topic_id) AS topic,
    c.said_at,
    c.said_precision,
    c.act,
    c.type,
    c.kind,
    CASE WHEN k.position_given THEN k.position ELSE c.position END AS position,
    c.certainty,
    CASE WHEN k.review = 'accepted' THEN 1.0 ELSE c.confidence END AS confidence,
    c.source,
    c.cue,
    c.content,
    c.content_start,
    c.content_end,
    v.lang,
    v.publisher,
    v.published_at,
    c.said_date,
    c.said_expr,
    c.recalled,
    c.conditional,
    CASE WHEN k.position_given OR k.review = 'accepted' THEN 1.0 ELSE c.position_confidence END AS position_confidence,
    CASE WHEN k.position_given THEN ['corrected by ' || k.author] ELSE c.reasons END AS reasons,
    c.via,
    c.ordinal,
    v.url,
    v.title,
    c.attribution,
    a.label_ar AS actor_ar,
    t.name_ar AS topic_ar,
    CASE WHEN k.actor_id IS NULL THEN c.role END AS role,
    CASE WHEN k.actor_id IS NULL THEN c.speaks_for END AS speaks_for,
    CASE WHEN k.actor_id IS NULL THEN c.country END AS country,
    k.review,
    k.claim_id IS NOT NULL AS corrected
FROM claims_stored AS c
JOIN article_versions AS v ON v.article_number = c.article_number AND v.current
LEFT JOIN claims_corrected AS k ON k.claim_id = c.claim_id
LEFT JOIN topics_merged AS tm ON tm.topic_id = coalesce(k.topic_id, c.topic_id)
LEFT JOIN topics_stored AS t ON t.topic_id = coalesce(tm.into_id, k.topic_id, c.topic_id)
-- Linking knows all articles on a topic, and so whom a short name in one of them means.
LEFT JOIN utterance_claims AS u
    ON u.claim_id = c.claim_id AND u.article_number = c.article_number AND u.topic_id = coalesce(tm.into_id, k.topic_id, c.topic_id)
LEFT JOIN actors_merged AS am ON am.actor_id = coalesce(k.actor_id, u.actor_id, c.actor_id)
LEFT JOIN actors_called AS a ON a.actor_id = coalesce(am.into_id, k.actor_id, u.actor_id, c.actor_id)
WHERE k.review IS DISTINCT FROM 'rejected';
