DELETE FROM utterances WHERE utterance_id IN (SELECT utterance_id FROM utterances_stale)
