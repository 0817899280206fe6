INSERT INTO utterance_claims BY NAME
SELECT n.*, c.article_id, c.type
FROM new_utterance_claims AS n
LEFT JOIN claims_stored AS c ON c.claim_id = n.claim_id
