CREATE OR REPLACE VIEW runs AS
SELECT run_id, flow, started_at, ended_at, state, articles_in, articles_new, claims_new, shifts_new, refused, error
FROM runs_stored;
