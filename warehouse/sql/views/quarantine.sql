CREATE OR REPLACE VIEW quarantine AS
SELECT refusal_id, file, line, reason, octet_length(payload) AS bytes, times, state, first_run_id, last_run_id
FROM quarantine_stored;
