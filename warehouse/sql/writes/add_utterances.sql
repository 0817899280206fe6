INSERT INTO utterances BY NAME SELECT * FROM utterances_fresh ORDER BY topic_id, actor_id, said_date, utterance_id
