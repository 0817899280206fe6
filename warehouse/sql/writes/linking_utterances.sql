CREATE OR REPLACE TEMP TABLE linking_utterances AS
SELECT * FROM utterances
WHERE rowid IN (
    SELECT rowid FROM utterances
    WHERE topic_key IN (SELECT topic_key(unnest($topics))) AND topic_id IN (SELECT unnest($topics))
)
ORDER BY topic_id
