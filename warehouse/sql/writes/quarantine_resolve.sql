UPDATE quarantine_stored SET state = 'resolved' WHERE refusal_id IN (SELECT unnest($ids))
