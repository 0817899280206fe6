DELETE FROM mart_shifts WHERE topic_id IN (SELECT unnest($topics))
