SELECT shift_id FROM shifts_reviewed WHERE review = 'rejected'
