UPDATE clusters SET state = NULL WHERE topic_id IN (SELECT unnest($ids))
