SELECT * FROM corrections_stored WHERE correction_id = $correction_id
