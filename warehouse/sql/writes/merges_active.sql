SELECT kind, subject, value FROM corrections_stored WHERE undone_at IS NULL AND kind IN ('merge actors', 'merge topics') ORDER BY number
