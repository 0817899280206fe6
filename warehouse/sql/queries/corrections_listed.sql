SELECT correction_id, made_at, author, kind, subject, value, position, note, content, state, undone_by
FROM corrections
ORDER BY made_at DESC, correction_id
LIMIT 300
