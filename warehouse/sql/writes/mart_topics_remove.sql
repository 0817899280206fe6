DELETE FROM mart_topics WHERE topic_id IN (SELECT unnest($topics))
