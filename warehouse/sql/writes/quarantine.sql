MERGE INTO quarantine_stored AS q
USING new_refusals AS n ON q.refusal_id = n.refusal_id
WHEN MATCHED THEN UPDATE SET last_run_id = $run_id, times = q.times + 1, reason = n.reason, state = 'waiting'
WHEN NOT MATCHED THEN INSERT (refusal_id, file, line, reason, payload, first_run_id, last_run_id, times, state)
VALUES (n.refusal_id, n.file, n.line, n.reason, n.payload, $run_id, $run_id, 1, 'waiting')
