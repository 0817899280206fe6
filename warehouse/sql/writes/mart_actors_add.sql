INSERT INTO mart_actors
SELECT actor_id, topic_id, sum(length(claim_ids))::BIGINT, max(said_date)
FROM all_utterances
WHERE topic_id IN (SELECT unnest($topics)) AND claim_ids <> []
GROUP BY actor_id, topic_id
