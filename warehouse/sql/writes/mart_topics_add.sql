INSERT INTO mart_topics
SELECT
    u.topic_id, count(*), count(DISTINCT u.actor_id), count(DISTINCT c.article_id),
    (SELECT count(*) FROM mart_shifts AS s WHERE s.topic_id = u.topic_id), min(u.said_date), max(u.said_date)
FROM (
    SELECT topic_id, actor_id, said_date, unnest(claim_ids) AS claim_id
    FROM all_utterances
    WHERE topic_id IN (SELECT unnest($topics))
) AS u
LEFT JOIN linking_claims AS c ON c.claim_id = u.claim_id
GROUP BY u.topic_id
