INSERT OR REPLACE INTO topics_stored BY NAME
SELECT n.*
FROM new_topics AS n
WHERE n.configured OR n.topic_id NOT IN (SELECT topic_id FROM topics_stored WHERE configured)
