-- of these topics, linking has all claims and utterances at hand
INSERT INTO mart_shifts BY NAME
SELECT
    s.shift_id, s.actor_id, s.topic_id, s.relation, s.kind, s.from_position, s.to_position, s.within_day, s.alleged, s.accuser_id,
    CASE WHEN r.review = 'accepted' THEN 'shift' ELSE s.status END AS status,
    CASE WHEN r.review = 'accepted' THEN 1.0 ELSE s.confidence END AS confidence,
    s.reasons, s.guards, s.earlier_claim_id, s.later_claim_id,
    e.content AS earlier_content, l.content AS later_content, e.said_at AS earlier_said_at, l.said_at AS later_said_at,
    e.lang AS earlier_lang, l.lang AS later_lang, e.article_id AS earlier_article, l.article_id AS later_article,
    e.publisher AS earlier_publisher, l.publisher AS later_publisher, e.url AS earlier_url, l.url AS later_url,
    e.said_expr AS earlier_expr, l.said_expr AS later_expr,
    coalesce(ue.outlets, []) AS earlier_outlets, coalesce(ul.outlets, []) AS later_outlets,
    ue.actor_id AS earlier_speaker_id, ul.actor_id AS later_speaker_id
FROM (SELECT * FROM shifts_stored WHERE topic_id IN (SELECT unnest($topics)) AND relation <> 'repeat') AS s
LEFT JOIN shifts_reviewed AS r ON r.shift_id = s.shift_id
LEFT JOIN linking_claims AS e ON e.claim_id = s.earlier_claim_id
LEFT JOIN linking_claims AS l ON l.claim_id = s.later_claim_id
LEFT JOIN all_utterances AS ue ON ue.utterance_id = s.earlier_utterance_id
LEFT JOIN all_utterances AS ul ON ul.utterance_id = s.later_utterance_id
WHERE r.review IS DISTINCT FROM 'rejected'
