INSERT INTO runs_stored (run_id, flow, started_at, state) VALUES ($run_id, $flow, $started_at, 'running')
