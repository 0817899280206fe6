DELETE FROM shifts_stored WHERE shift_id IN (SELECT unnest($shifts))
