SELECT topic_id FROM topics_unlinked ORDER BY topic_id
