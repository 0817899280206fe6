DELETE FROM mart_actors WHERE topic_id IN (SELECT unnest($topics))
