-- What the page of shifts can be filtered by: for each filter its values with their names, those with most shifts first.
WITH RECURSIVE moved AS (
    SELECT actor_id, count(*) AS shifts FROM mart_shifts GROUP BY actor_id
),
-- actors and what they speak for, up to the country
above AS (
    SELECT m.actor_id, unnest([a.speaks_for, a.country, CASE WHEN a.kind IN ('organisation', 'country') THEN a.actor_id END]) AS body
    FROM moved AS m
    JOIN actors_stored AS a ON a.actor_id = m.actor_id
    WHERE a.speaks_for IS NOT NULL OR a.country IS NOT NULL OR a.kind IN ('organisation', 'country')
    UNION
    SELECT b.actor_id, unnest([a.speaks_for, a.country])
    FROM above AS b
    JOIN actors_stored AS a ON a.actor_id = b.body
    WHERE a.speaks_for IS NOT NULL OR a.country IS NOT NULL
),
-- who counts for a shift: its actor and, of one that is no allegation, those who said its sides, each once
voices AS (
    SELECT actor_id, earlier_speaker_id, later_speaker_id, alleged, count(*) AS shifts FROM mart_shifts GROUP BY ALL
),
said AS (
    SELECT actor_id, shifts FROM voices
    UNION ALL
    SELECT earlier_speaker_id, shifts FROM voices WHERE NOT alleged AND earlier_speaker_id <> actor_id
    UNION ALL
    SELECT later_speaker_id, shifts FROM voices
    WHERE NOT alleged AND later_speaker_id <> actor_id AND later_speaker_id IS DISTINCT FROM earlier_speaker_id
),
-- lists are taken apart once for all shifts that have the same
printed AS (
    SELECT earlier_outlets, later_outlets, earlier_publisher, later_publisher, count(*) AS shifts FROM mart_shifts GROUP BY ALL
),
outlets AS (
    SELECT unnest(list_distinct(list_concat(earlier_outlets, later_outlets, [earlier_publisher, later_publisher]))) AS outlet, shifts
    FROM printed
),
languages AS (
    SELECT earlier_lang, later_lang, count(*) AS shifts FROM mart_shifts GROUP BY ALL
),
words AS (
    SELECT unnest(list_distinct([earlier_lang, later_lang])) AS code, shifts FROM languages
),
most AS (
    (SELECT 'topic' AS filter, topic_id AS value, count(*) AS shifts
     FROM mart_shifts GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'actor' AS filter, actor_id AS value, sum(shifts)::BIGINT AS shifts
     FROM said GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'under' AS filter, b.body AS value, sum(m.shifts)::BIGINT AS shifts
     FROM above AS b JOIN moved AS m ON m.actor_id = b.actor_id WHERE b.body IS NOT NULL GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'relation' AS filter, relation AS value, count(*) AS shifts
     FROM mart_shifts GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'kind' AS filter, kind AS value, count(*) AS shifts
     FROM mart_shifts GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'status' AS filter, status AS value, count(*) AS shifts
     FROM mart_shifts GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'words' AS filter, code AS value, sum(shifts)::BIGINT AS shifts
     FROM words WHERE code IS NOT NULL GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
    UNION ALL
    (SELECT 'outlet' AS filter, outlet AS value, sum(shifts)::BIGINT AS shifts
     FROM outlets WHERE outlet <> '' GROUP BY ALL ORDER BY shifts DESC, value LIMIT $most)
)
SELECT
    m.filter, m.value, coalesce(t.name_en, t.name_ar, a.label, m.value) AS label, coalesce(t.name_ar, a.label_ar) AS label_ar,
    m.shifts
FROM most AS m
LEFT JOIN actors_called AS a ON m.filter IN ('actor', 'under') AND a.actor_id = m.value
LEFT JOIN topics_stored AS t ON m.filter = 'topic' AND t.topic_id = m.value
ORDER BY m.filter, m.shifts DESC, m.value
