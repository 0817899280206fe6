UPDATE corrections_stored SET undone_by = $author, undone_at = greatest(made_at, $at) WHERE correction_id = $correction_id
