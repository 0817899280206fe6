-- One claim as it counts now, with the text around it; `window_start` is the offset where that text begins.
SELECT
    c.claim_id, c.article_id, c.actor_id, c.actor, c.actor_ar, c.topic_id, c.topic, c.topic_ar, t.proposition, t.proposition_ar, c.said_at, c.act, c.kind,
    c.position, c.certainty, c.confidence, c.content, c.lang, c.publisher, c.url, c.title, c.reasons, c.attribution,
    c.review, c.corrected, c.recalled, greatest(c.content_start - 200, 0) AS window_start,
    substring(v.text, greatest(c.content_start - 200, 0) + 1, least(c.content_end - c.content_start, 1500) + 400) AS around,
    window_start + length(around) < length(v.text) AS goes_on
FROM claims AS c
JOIN article_versions AS v ON v.article_id = c.article_id AND v.current
LEFT JOIN topics_stored AS t ON t.topic_id = c.topic_id
WHERE c.claim_id = $claim
