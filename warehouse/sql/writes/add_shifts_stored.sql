INSERT INTO shifts_stored BY NAME SELECT * FROM new_shifts_stored
