-- a shift that was there already keeps the run that found it
INSERT INTO shifts_stored BY NAME
SELECT n.* REPLACE (coalesce(f.run_id, n.run_id) AS run_id)
FROM new_shifts_stored AS n
LEFT JOIN first_runs AS f ON f.shift_id = n.shift_id
