-- Whether somebody judged a claim or shift: one row where so.
SELECT 1 AS judged
WHERE EXISTS (SELECT 1 FROM claims_corrected WHERE claim_id = $item)
    OR EXISTS (SELECT 1 FROM shifts_reviewed WHERE shift_id = $item)
