SELECT shift_id, run_id FROM shifts_stored WHERE topic_id IN (SELECT unnest($topics))
