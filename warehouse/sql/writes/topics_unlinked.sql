SELECT topic_id FROM topics_unlinked
UNION
SELECT into_id FROM topics_merged WHERE topic_id IN (SELECT topic_id FROM topics_unlinked)
ORDER BY topic_id
