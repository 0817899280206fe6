INSERT INTO deliveries_stored (shift_id, channel, state, attempts, last_at, error)
VALUES ($shift_id, $channel, $state, $attempts, $at, $error)
ON CONFLICT (shift_id, channel) DO UPDATE SET
    state = excluded.state, attempts = deliveries_stored.attempts + excluded.attempts, last_at = excluded.last_at, error = excluded.error
