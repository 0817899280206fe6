INSERT INTO corrections_stored (correction_id, number, kind, subject, value, position, note, author, made_at)
VALUES ($correction_id, $number, $kind, $subject, $value, $position, $note, $author, $made_at)
