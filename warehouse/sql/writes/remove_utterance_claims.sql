-- the short keys first: ids are long, and the table is large
DELETE FROM utterance_claims
WHERE
    topic_key IN (SELECT topic_key(topic_id) FROM utterances_stale)
    AND utterance_id IN (SELECT utterance_id FROM utterances_stale)
