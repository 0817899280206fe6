INSERT INTO mart_topics
SELECT
    l.topic_id, count(*), count(DISTINCT l.actor_id), count(DISTINCT l.article_id),
    (SELECT count(*) FROM mart_shifts AS s WHERE s.topic_id = l.topic_id), min(u.said_date), max(u.said_date)
FROM (SELECT * FROM utterance_claims WHERE topic_id IN (SELECT unnest($topics))) AS l
JOIN (SELECT * FROM utterances WHERE topic_id IN (SELECT unnest($topics))) AS u ON u.utterance_id = l.utterance_id
GROUP BY l.topic_id
