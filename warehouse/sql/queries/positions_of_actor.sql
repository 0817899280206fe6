-- The latest dated position of one actor on each topic, as in positions_of_topic, with how often it spoke and moved.
WITH mine AS (SELECT * FROM utterances WHERE actor_id = $actor AND position IS NOT NULL AND said_at IS NOT NULL),
usable AS (
    SELECT l.utterance_id, max(c.said_rank) AS said_rank, max(c.ordinal) AS ordinal
    FROM utterance_claims AS l
    JOIN claims_stored AS c ON c.claim_id = l.claim_id AND c.article_number = l.article_number
    WHERE l.actor_id = $actor
    GROUP BY l.utterance_id
    -- asked of the groups, so that JSON is read of these claims alone
    HAVING bool_or(NOT c.recalled AND json_extract_string(c.attribution, '$.inside') IS NULL)
),
held AS (
    SELECT
        m.*, CASE WHEN m.kind IN ('policy', 'commitment') THEN 'policy' ELSE 'assessment' END AS line,
        count(*) OVER (PARTITION BY m.topic_id, line) AS statements,
        row_number() OVER (
            PARTITION BY m.topic_id, line ORDER BY m.said_at DESC, n.said_rank DESC, n.ordinal DESC, m.utterance_id
        ) AS back
    FROM mine AS m
    JOIN usable AS n ON n.utterance_id = m.utterance_id
),
moved AS (
    SELECT topic_id, CASE WHEN kind IN ('policy', 'commitment') THEN 'policy' ELSE 'assessment' END AS line, count(*) AS shifts
    FROM mart_shifts
    WHERE NOT alleged AND $actor IN (actor_id, earlier_speaker_id, later_speaker_id)
    GROUP BY ALL
)
SELECT
    h.topic_id, coalesce(t.name_en, t.name_ar, h.topic_id) AS topic, t.name_ar AS topic_ar, h.line, h.position, h.certainty,
    h.said_at, h.content, h.lang, h.outlets, h.statements, coalesce(s.shifts, 0) AS shifts, h.utterance_id,
    h.claim_ids[1] AS first_claim_id, l.article_id, v.url
FROM held AS h
LEFT JOIN (SELECT * FROM utterance_claims WHERE actor_id = $actor) AS l
    ON l.claim_id = h.claim_ids[1] AND l.topic_id = h.topic_id
LEFT JOIN article_versions AS v ON v.article_number = l.article_number AND v.current
LEFT JOIN topics_stored AS t ON t.topic_id = h.topic_id
LEFT JOIN moved AS s ON s.topic_id = h.topic_id AND s.line = h.line
WHERE h.back = 1
ORDER BY h.said_at DESC, h.topic_id, h.line
