INSERT INTO utterance_claims BY NAME
SELECT n.*, c.article_id, c.type
FROM (SELECT unnest(claim_ids) AS claim_id, topic_id, utterance_id, actor_id FROM utterances_fresh) AS n
LEFT JOIN linking_claims AS c ON c.claim_id = n.claim_id
ORDER BY n.topic_id, n.utterance_id, n.claim_id
