DELETE FROM utterance_claims WHERE utterance_id IN (SELECT unnest($utterances))
