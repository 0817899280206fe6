SELECT * FROM quarantine ORDER BY state DESC, file, line LIMIT 1000
