CREATE OR REPLACE TEMP TABLE linking_utterances AS
SELECT * FROM utterances WHERE topic_id IN (SELECT unnest($topics)) ORDER BY topic_id
