-- a channel that is new is told of what this run found, and of what comes
INSERT OR IGNORE INTO channels
SELECT $channel, coalesce((SELECT max(number) FROM alerts WHERE run_id <> $run_id), 0)
