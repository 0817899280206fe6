INSERT INTO utterances BY NAME SELECT * FROM new_utterances
