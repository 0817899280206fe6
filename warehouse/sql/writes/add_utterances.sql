INSERT INTO utterances BY NAME SELECT *, topic_key(topic_id) AS topic_key FROM utterances_fresh ORDER BY topic_id, actor_id, said_date, utterance_id
