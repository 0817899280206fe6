-- Actors with the names that they are shown by: who has none in Arabic, or in English, takes that of one merged into it.
CREATE VIEW actors_called AS
WITH merged AS (
    SELECT
        m.into_id, a.actor_id, CASE WHEN NOT regexp_matches(a.label, '[\x{0600}-\x{06FF}]') THEN a.label END AS english,
        coalesce(a.label_ar, CASE WHEN english IS NULL THEN a.label END) AS arabic
    FROM actors_merged AS m
    JOIN actors_stored AS a ON a.actor_id = m.actor_id
),
taken AS (
    SELECT
        into_id,
        first(english ORDER BY actor_id) FILTER (english IS NOT NULL) AS english,
        first(arabic ORDER BY actor_id) FILTER (arabic IS NOT NULL) AS arabic
    FROM merged
    GROUP BY into_id
)
SELECT
    a.actor_id,
    -- asked of those alone into which somebody is merged
    CASE WHEN t.into_id IS NOT NULL AND regexp_matches(a.label, '[\x{0600}-\x{06FF}]') THEN coalesce(t.english, a.label) ELSE a.label END AS label,
    CASE
        WHEN a.label_ar IS NOT NULL OR t.into_id IS NULL THEN a.label_ar
        WHEN regexp_matches(a.label, '[\x{0600}-\x{06FF}]') THEN a.label
        ELSE t.arabic
    END AS label_ar,
    a.kind,
    a.speaks_for,
    a.country,
    a.role
FROM actors_stored AS a
LEFT JOIN taken AS t ON t.into_id = a.actor_id;
