DELETE FROM shifts_reviewed
