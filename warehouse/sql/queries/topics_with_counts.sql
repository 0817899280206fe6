SELECT
    c.topic_id, any_value(c.topic) AS topic, any_value(c.topic_ar) AS topic_ar, count(*) AS claims,
    count(DISTINCT c.actor_id) AS actors, coalesce(bool_or(t.configured), false) AS configured,
    (SELECT count(*) FROM shifts AS s WHERE s.topic_id = c.topic_id) AS shifts, max(c.said_date) AS last_said
FROM claims AS c
LEFT JOIN topics AS t ON t.topic_id = c.topic_id
GROUP BY c.topic_id
ORDER BY configured DESC, shifts DESC, claims DESC, c.topic_id
