INSERT INTO edits_stored BY NAME SELECT * FROM new_edits
