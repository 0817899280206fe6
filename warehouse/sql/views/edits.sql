CREATE OR REPLACE VIEW edits AS
SELECT
    e.article_id,
    e.version,
    e.change,
    e.claim_id_before,
    e.claim_id,
    b.label AS actor_before,
    a.label AS actor,
    e.position_before,
    e.position,
    e.content_before,
    e.content,
    v.title,
    v.publisher,
    v.url,
    v.fetched_at,
    e.run_id
FROM edits_stored AS e
LEFT JOIN article_versions AS v ON v.article_id = e.article_id AND v.version = e.version
LEFT JOIN actors_called AS b ON b.actor_id = e.actor_id_before
LEFT JOIN actors_called AS a ON a.actor_id = e.actor_id;
