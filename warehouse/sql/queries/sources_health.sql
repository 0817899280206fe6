-- The sources that are read on a schedule, by their runs: how the last one ended, when one went well, what went wrong since.
WITH of_source AS (
    SELECT substr(flow, length('track-source/') + 1) AS source, *
    FROM runs
    WHERE starts_with(flow, 'track-source/')
),
well AS (
    SELECT source, max(started_at) AS began, max(ended_at) AS last_success
    FROM of_source
    WHERE state = 'completed'
    GROUP BY source
)
SELECT
    o.source, w.last_success, max(o.started_at) AS last_run,
    count(*) FILTER (o.state = 'failed' AND (w.began IS NULL OR o.started_at > w.began)) AS failures,
    sum(o.articles_new)::BIGINT AS articles_new, sum(o.refused)::BIGINT AS refused,
    arg_max(o.error, o.started_at) FILTER (o.error IS NOT NULL) AS error,
    CASE
        WHEN arg_max(o.state, o.started_at) = 'running' THEN 'running'
        WHEN arg_max(o.state, o.started_at) = 'failed' THEN 'failing'
        WHEN w.began IS NULL THEN 'never'
        WHEN arg_max(o.refused, o.started_at) FILTER (o.state = 'completed') > 0 THEN 'refusing'
        ELSE 'well'
    END AS health
FROM of_source AS o
LEFT JOIN well AS w ON w.source = o.source
GROUP BY o.source, w.began, w.last_success
ORDER BY health IN ('failing', 'never') DESC, o.source
LIMIT 1000
