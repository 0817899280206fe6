DELETE FROM utterances WHERE utterance_id IN (SELECT unnest($utterances))
