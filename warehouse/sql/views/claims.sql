CREATE OR REPLACE VIEW claims AS
SELECT
    c.claim_id,
    u.utterance_id,
    c.article_id,
    coalesce(w.actor_id, c.actor_id) AS actor_id,
    a.label AS actor,
    c.topic_id,
    coalesce(t.name_en, t.name_ar, c.topic_id) AS topic,
    c.said_at,
    c.said_precision,
    c.act,
    c.type,
    c.kind,
    c.position,
    c.certainty,
    c.confidence,
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
    c.reasons,
    c.via,
    c.ordinal,
    v.url,
    v.title,
    c.attribution,
    a.label_ar AS actor_ar,
    t.name_ar AS topic_ar,
    c.role,
    c.speaks_for,
    c.country
FROM claims_stored AS c
JOIN article_versions AS v ON v.article_id = c.article_id AND v.current
LEFT JOIN topics_stored AS t ON t.topic_id = c.topic_id
LEFT JOIN utterance_claims AS u ON u.claim_id = c.claim_id AND u.topic_id = c.topic_id
-- Linking knows all articles on a topic, and so whom a short name in one of them means.
LEFT JOIN utterances AS w ON w.utterance_id = u.utterance_id
LEFT JOIN actors_stored AS a ON a.actor_id = coalesce(w.actor_id, c.actor_id);
