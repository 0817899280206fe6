SELECT
    claim_id, utterance_id, actor_id, actor, actor_ar, topic_id, topic, topic_ar, said_at, said_precision, said_expr, act, type, kind,
    position, certainty, confidence, source, cue, content, reasons, via, attribution, recalled
FROM claims
WHERE article_id = $article
ORDER BY ordinal
