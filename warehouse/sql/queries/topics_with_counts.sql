SELECT
    m.topic_id, coalesce(t.name_en, t.name_ar, m.topic_id) AS topic, t.name_ar AS topic_ar, m.claims, m.actors,
    coalesce(t.configured, false) AS configured, m.shifts, m.last_said, t.proposition, t.proposition_ar
FROM mart_topics AS m
LEFT JOIN topics_stored AS t ON t.topic_id = m.topic_id
ORDER BY configured DESC, m.shifts DESC, m.claims DESC, m.topic_id
LIMIT 5000
