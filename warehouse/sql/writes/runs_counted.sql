SELECT count(*) AS runs FROM runs_stored
