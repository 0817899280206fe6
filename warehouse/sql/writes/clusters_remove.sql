DELETE FROM clusters WHERE topic_id IN (SELECT topic_id FROM new_clusters)
