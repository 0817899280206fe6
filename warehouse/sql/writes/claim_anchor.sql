SELECT article_id, claim_id, content, content_start FROM claims_stored WHERE claim_id = $claim_id
