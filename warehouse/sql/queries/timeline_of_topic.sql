-- The utterances on a topic in order, with their first article, and the body and country that each was said for.
SELECT
    u.utterance_id, u.actor_id, a.label AS actor, a.label_ar AS actor_ar, a.kind AS actor_kind, u.said_at, u.said_date,
    l.said_precision, u.position, u.kind, u.certainty, u.act, u.content, u.lang, u.outlets, u.claim_ids[1] AS first_claim_id,
    u.claim_ids, l.article_id, l.type, v.url, v.publisher,
    b.actor_id AS body_id, b.label AS body, b.label_ar AS body_ar, n.actor_id AS country_id, n.label AS country, n.label_ar AS country_ar
FROM (SELECT * FROM utterances WHERE topic_key = topic_key($topic) AND topic_id = $topic) AS u
LEFT JOIN (SELECT * FROM utterance_claims WHERE topic_key = topic_key($topic) AND topic_id = $topic) AS l ON l.claim_id = u.claim_ids[1]
LEFT JOIN article_versions AS v ON v.article_number = l.article_number AND v.current
LEFT JOIN actors_called AS a ON a.actor_id = u.actor_id
LEFT JOIN actors_called AS b ON b.actor_id = CASE
    WHEN a.kind IN ('person', 'group') THEN coalesce(l.speaks_for, a.speaks_for)
END
LEFT JOIN actors_called AS n ON n.actor_id = CASE WHEN a.kind <> 'unnamed' THEN coalesce(
    l.country, a.country, b.country, CASE WHEN b.kind = 'country' THEN b.actor_id END
) END
ORDER BY u.said_at NULLS LAST, u.utterance_id
