-- stored articles of the days around new ones that share enough minima of their sketches to be copies of one
WITH near AS (
    SELECT article_id, lang, coalesce(published_at, fetched_at) AS moment, story_id, sketch
    FROM article_versions
    WHERE current AND CAST(coalesce(published_at, fetched_at) AS DATE) IN (SELECT day FROM new_days)
),
minima AS (
    SELECT article_id, lang, unnest(sketch[1:$minima]) AS minimum, unnest(range(1, $minima + 1)) AS place
    FROM near
),
alike AS (
    SELECT m.article_id
    FROM minima AS m
    JOIN new_minima AS n ON n.lang = m.lang AND n.place = m.place AND n.minimum = m.minimum
    GROUP BY m.article_id, n.article_id
    HAVING count(*) >= $common
)
SELECT article_id, lang, moment, story_id, sketch
FROM near
WHERE article_id IN (SELECT article_id FROM alike)
ORDER BY article_id
