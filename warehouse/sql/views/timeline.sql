CREATE OR REPLACE VIEW timeline AS
SELECT
    u.utterance_id,
    u.actor_id,
    a.label AS actor,
    u.topic_id,
    coalesce(t.name_en, t.name_ar, u.topic_id) AS topic,
    u.said_at,
    u.position,
    u.certainty,
    u.act,
    u.content,
    u.outlets,
    u.claim_ids[1] AS first_claim_id,
    u.said_date,
    u.kind,
    u.lang,
    u.claim_ids,
    a.label_ar AS actor_ar,
    t.name_ar AS topic_ar
FROM utterances AS u
LEFT JOIN actors_called AS a ON a.actor_id = u.actor_id
LEFT JOIN topics_stored AS t ON t.topic_id = u.topic_id;
