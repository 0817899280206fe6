-- The latest dated position of each actor on a topic: of what it expects (assessment) and of what it wants (policy).
-- As in linking, what is only recalled as background or told inside another's statement is not its own last word.
WITH usable AS (
    SELECT l.utterance_id, max(c.said_rank) AS said_rank, max(c.ordinal) AS ordinal
    FROM utterance_claims AS l
    JOIN claims_stored AS c ON c.claim_id = l.claim_id AND c.article_number = l.article_number
    WHERE l.topic_key = topic_key($topic) AND l.topic_id = $topic
    GROUP BY l.utterance_id
    -- asked of the groups, so that JSON is read of these claims alone
    HAVING bool_or(NOT c.recalled AND json_extract_string(c.attribution, '$.inside') IS NULL)
),
held AS (
    SELECT
        u.*, a.label AS actor, a.label_ar AS actor_ar, a.kind AS actor_kind,
        CASE WHEN u.kind IN ('policy', 'commitment') THEN 'policy' ELSE 'assessment' END AS line,
        count(*) OVER (PARTITION BY u.actor_id, line) AS statements,
        row_number() OVER (
            PARTITION BY u.actor_id, line ORDER BY u.said_at DESC, n.said_rank DESC, n.ordinal DESC, u.utterance_id
        ) AS back
    FROM utterances AS u
    JOIN usable AS n ON n.utterance_id = u.utterance_id
    JOIN actors_called AS a ON a.actor_id = u.actor_id
    WHERE u.topic_key = topic_key($topic) AND u.topic_id = $topic AND u.position IS NOT NULL AND u.said_at IS NOT NULL AND a.kind <> 'unnamed'
)
SELECT
    h.actor_id, h.actor, h.actor_ar, h.actor_kind, h.line, h.position, h.certainty, h.said_at, h.content, h.lang, h.outlets,
    h.statements, h.utterance_id, h.claim_ids[1] AS first_claim_id, l.article_id, v.url
FROM held AS h
LEFT JOIN (SELECT * FROM utterance_claims WHERE topic_key = topic_key($topic) AND topic_id = $topic) AS l ON l.claim_id = h.claim_ids[1]
LEFT JOIN article_versions AS v ON v.article_number = l.article_number AND v.current
WHERE h.back = 1
ORDER BY h.statements DESC, h.actor_id, h.line
