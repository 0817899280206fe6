DELETE FROM utterance_claims WHERE topic_id IN (SELECT unnest($topics))
