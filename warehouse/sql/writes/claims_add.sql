INSERT INTO claims_stored BY NAME SELECT * FROM new_claims
