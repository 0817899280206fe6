INSERT INTO utterance_claims BY NAME SELECT * FROM new_utterance_claims
