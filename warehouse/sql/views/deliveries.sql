CREATE OR REPLACE VIEW deliveries AS
SELECT d.shift_id, d.channel, d.state, d.attempts, d.last_at, d.error, a.run_id
FROM deliveries_stored AS d
LEFT JOIN alerts AS a ON a.shift_id = d.shift_id;
