SELECT refusal_id, file, line, reason, payload, first_run_id, last_run_id, times, state
FROM quarantine_stored
WHERE $state IS NULL OR state = $state
ORDER BY file, line, refusal_id
