SELECT run_id, flow FROM runs_stored WHERE state = 'running' ORDER BY started_at, run_id
