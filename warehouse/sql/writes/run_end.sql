-- a clock that went back does not make a run end before its start
UPDATE runs_stored SET
    state = $state,
    ended_at = greatest(started_at, $ended_at),
    articles_in = $articles_in,
    articles_new = $articles_new,
    claims_new = $claims_new,
    shifts_new = $shifts_new,
    refused = $refused,
    error = $error
WHERE run_id = $run_id
