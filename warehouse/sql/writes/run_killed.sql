UPDATE runs_stored SET state = 'failed', ended_at = greatest(started_at, $at), error = $error WHERE run_id = $run_id
