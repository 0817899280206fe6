SELECT * FROM utterances WHERE topic_id IN (SELECT unnest($topics))
