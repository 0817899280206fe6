INSERT INTO shifts_reviewed BY NAME SELECT * FROM new_reviewed
