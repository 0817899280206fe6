SELECT * FROM shifts_stored WHERE topic_id IN (SELECT unnest($topics))
