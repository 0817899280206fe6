-- What the page of shifts can be filtered by: for each filter its values with their names, those with most shifts first.
WITH RECURSIVE moved AS (
    SELECT actor_id, count(*) AS shifts FROM mart_shifts GROUP BY actor_id
),
-- actors and what they speak for, up to the country
above AS (
    SELECT m.actor_id, unnest([a.speaks_for, a.country, CASE WHEN a.kind IN ('organisation', 'country') THEN a.actor_id END]) AS body
    FROM moved AS m
    JOIN actors_stored AS a ON a.actor_id = m.actor_id
    UNION
    SELECT b.actor_id, unnest([a.speaks_for, a.country])
    FROM above AS b
    JOIN actors_stored AS a ON a.actor_id = b.body
),
voices AS (
    SELECT unnest(list_distinct([actor_id, CASE WHEN NOT alleged THEN earlier_speaker_id END, CASE WHEN NOT alleged THEN later_speaker_id END])) AS actor_id
    FROM mart_shifts
),
outlets AS (
    SELECT unnest(list_distinct(list_concat(earlier_outlets, later_outlets, [earlier_publisher, later_publisher]))) AS outlet
    FROM mart_shifts
),
counted AS (
    SELECT 'topic' AS filter, topic_id AS value, count(*) AS shifts FROM mart_shifts GROUP BY topic_id
    UNION ALL
    SELECT 'actor', actor_id, count(*) FROM voices GROUP BY actor_id
    UNION ALL
    SELECT 'under', b.body, sum(m.shifts)::BIGINT FROM above AS b JOIN moved AS m ON m.actor_id = b.actor_id GROUP BY b.body
    UNION ALL
    SELECT 'relation', relation, count(*) FROM mart_shifts GROUP BY relation
    UNION ALL
    SELECT 'kind', kind, count(*) FROM mart_shifts GROUP BY kind
    UNION ALL
    SELECT 'status', status, count(*) FROM mart_shifts GROUP BY status
    UNION ALL
    SELECT 'words', unnest(list_distinct([earlier_lang, later_lang])) AS code, count(*) FROM mart_shifts GROUP BY code
    UNION ALL
    SELECT 'outlet', outlet, count(*) FROM outlets WHERE outlet <> '' GROUP BY outlet
),
most AS (
    SELECT * FROM counted
    WHERE value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY filter ORDER BY shifts DESC, value) <= $most
)
SELECT
    m.filter, m.value, coalesce(t.name_en, t.name_ar, a.label, m.value) AS label, coalesce(t.name_ar, a.label_ar) AS label_ar,
    m.shifts
FROM most AS m
LEFT JOIN actors_called AS a ON m.filter IN ('actor', 'under') AND a.actor_id = m.value
LEFT JOIN topics_stored AS t ON m.filter = 'topic' AND t.topic_id = m.value
ORDER BY m.filter, m.shifts DESC, m.value
