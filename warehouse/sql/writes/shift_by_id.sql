SELECT shift_id, topic_id, earlier_claim_id, later_claim_id, alleged FROM shifts_stored WHERE shift_id = $shift_id
