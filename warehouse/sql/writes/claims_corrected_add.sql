INSERT INTO claims_corrected BY NAME SELECT * FROM new_corrected
