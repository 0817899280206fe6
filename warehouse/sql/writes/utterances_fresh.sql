CREATE OR REPLACE TEMP TABLE utterances_fresh AS
SELECT utterance_id, actor_id, topic_id, said_at, said_date, kind, position, certainty, act, content, lang, outlets, claim_ids
FROM all_utterances
EXCEPT
SELECT utterance_id, actor_id, topic_id, said_at, said_date, kind, position, certainty, act, content, lang, outlets, claim_ids
FROM linking_utterances WHERE topic_id IN (SELECT unnest($topics))
