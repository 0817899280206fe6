-- The columns of each documented view, in their order: what can be asked.
SELECT table_name AS "view", column_name AS "name", lower(data_type) AS "type"
FROM information_schema.columns
WHERE table_schema = 'main'
ORDER BY table_name, ordinal_position
