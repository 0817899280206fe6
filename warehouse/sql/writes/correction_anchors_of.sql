SELECT a.*, c.kind FROM correction_anchors AS a JOIN corrections_stored AS c ON c.correction_id = a.correction_id
WHERE a.correction_id = $correction_id
