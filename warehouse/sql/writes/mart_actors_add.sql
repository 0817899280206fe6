INSERT INTO mart_actors
SELECT l.actor_id, l.topic_id, count(*), max(u.said_date)
FROM (SELECT * FROM utterance_claims WHERE topic_id IN (SELECT unnest($topics))) AS l
JOIN (SELECT * FROM utterances WHERE topic_id IN (SELECT unnest($topics))) AS u ON u.utterance_id = l.utterance_id
GROUP BY l.actor_id, l.topic_id
