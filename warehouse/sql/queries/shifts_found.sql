-- The shifts that the filters of the page leave (an empty text filters nothing): topics by their latest shift; in a
-- topic the sure ones first, the possible, the alleged, each latest first. Every row carries the counts of all.
WITH RECURSIVE inside AS (
    SELECT actor_id FROM actors_stored WHERE actor_id = $under OR country = $under
    UNION
    SELECT a.actor_id FROM inside AS i JOIN actors_stored AS a ON a.speaks_for = i.actor_id
),
-- Who speaks for a body is told by the claim, as he was on that day; where it tells nothing, by what is known of him.
moved_under AS (
    SELECT s.shift_id
    FROM mart_shifts AS s
    LEFT JOIN claims_stored AS c
        ON c.claim_id = s.later_claim_id AND c.actor_id = s.actor_id AND coalesce(c.speaks_for, c.country) IS NOT NULL
    WHERE $under <> '' AND (
        s.actor_id = $under OR c.country = $under OR c.speaks_for IN (SELECT actor_id FROM inside)
        OR (c.claim_id IS NULL AND s.actor_id IN (SELECT actor_id FROM inside))
    )
),
kept AS MATERIALIZED (
    SELECT
        rowid AS place, shift_id, topic_id, actor_id, later_said_at, confidence,
        CASE WHEN alleged THEN 'alleged' WHEN status = 'shift' THEN 'shift' ELSE 'possible' END AS section
    FROM mart_shifts
    WHERE ($topic = '' OR topic_id = $topic)
        -- one of the voices of a body, too
        AND ($actor = '' OR actor_id = $actor OR NOT alleged AND $actor IN (earlier_speaker_id, later_speaker_id))
        AND ($under = '' OR shift_id IN (SELECT shift_id FROM moved_under))
        AND ($relation = '' OR relation = $relation)
        AND ($kind = '' OR kind = $kind)
        AND ($status = '' OR status = $status)
        AND ($alleged = '' OR alleged = ($alleged = 'only'))
        AND ($words = '' OR earlier_lang = $words OR later_lang = $words)
        AND (
            $outlet = '' OR earlier_publisher = $outlet OR later_publisher = $outlet
            OR list_contains(earlier_outlets, $outlet) OR list_contains(later_outlets, $outlet)
        )
        -- a date known to the month or year alone is kept where it may lie in the span
        AND ($since = '' OR later_said_at >= left($since, length(later_said_at)))
        AND ($until = '' OR left(later_said_at, 10) <= $until)
        AND confidence >= $confidence
),
-- Each topic has one shift at least, so that no more topics are shown than shifts: only theirs are put in order.
of_topic AS MATERIALIZED (
    SELECT topic_id, max(later_said_at) AS newest FROM kept GROUP BY topic_id
),
first_topics AS (
    SELECT topic_id, newest FROM of_topic ORDER BY newest DESC NULLS LAST, topic_id LIMIT $most
),
ordered AS (
    SELECT
        k.*, f.newest,
        CASE k.section WHEN 'shift' THEN 0 WHEN 'possible' THEN 1 ELSE 2 END AS rank
    FROM first_topics AS f
    JOIN kept AS k ON k.topic_id = f.topic_id
    ORDER BY f.newest DESC NULLS LAST, k.topic_id, rank, k.later_said_at DESC NULLS LAST, k.confidence DESC, k.shift_id
    LIMIT $most
),
counted AS (
    SELECT
        count(*) AS shifts, (SELECT count(*) FROM of_topic) AS topics, count(DISTINCT actor_id) AS actors,
        count(*) FILTER (section = 'shift') AS sure, count(*) FILTER (section = 'possible') AS possible,
        count(*) FILTER (section = 'alleged') AS alleged
    FROM kept
),
shown AS MATERIALIZED (
    SELECT s.*, o.section, o.rank, o.newest FROM ordered AS o JOIN mart_shifts AS s ON s.rowid = o.place
),
-- looked up once for all their parts
named AS MATERIALIZED (
    SELECT actor_id, label, label_ar FROM actors_called
    WHERE actor_id IN (SELECT unnest([actor_id, accuser_id, earlier_speaker_id, later_speaker_id]) FROM shown)
)
SELECT
    s.shift_id, s.actor_id, a.label AS actor, a.label_ar AS actor_ar, s.topic_id,
    coalesce(t.name_en, t.name_ar, s.topic_id) AS topic, t.name_ar AS topic_ar,
    t.proposition, t.proposition_ar, s.relation, s.kind,
    s.from_position, s.to_position, s.within_day, s.alleged, b.label AS accuser, b.label_ar AS accuser_ar, s.status, s.confidence,
    s.reasons, s.guards, s.earlier_claim_id, s.later_claim_id, s.earlier_content, s.later_content, s.earlier_said_at,
    s.later_said_at, s.earlier_lang, s.later_lang, s.earlier_article, s.later_article,
    s.earlier_publisher, s.later_publisher, s.earlier_url, s.later_url, s.earlier_expr, s.later_expr,
    s.earlier_outlets, s.later_outlets, s.earlier_speaker_id, e.label AS earlier_speaker, e.label_ar AS earlier_speaker_ar,
    s.later_speaker_id, l.label AS later_speaker, l.label_ar AS later_speaker_ar,
    s.section, n.shifts AS all_shifts, n.topics AS all_topics, n.actors AS all_actors,
    n.sure AS all_sure, n.possible AS all_possible, n.alleged AS all_alleged
FROM shown AS s
CROSS JOIN counted AS n
LEFT JOIN named AS a ON a.actor_id = s.actor_id
LEFT JOIN named AS b ON b.actor_id = s.accuser_id
LEFT JOIN named AS e ON e.actor_id = s.earlier_speaker_id
LEFT JOIN named AS l ON l.actor_id = s.later_speaker_id
LEFT JOIN topics_stored AS t ON t.topic_id = s.topic_id
ORDER BY s.newest DESC NULLS LAST, s.topic_id, s.rank, s.later_said_at DESC NULLS LAST, s.confidence DESC, s.shift_id
