SELECT
    t.topic_id, t.topic, t.topic_ar, t.configured, coalesce(m.claims, 0) AS claims, coalesce(m.actors, 0) AS actors,
    coalesce(m.articles, 0) AS articles, m.first_said, m.last_said
FROM topics AS t
LEFT JOIN mart_topics AS m ON m.topic_id = t.topic_id
WHERE t.configured OR m.claims > 0
ORDER BY t.configured DESC, claims DESC, t.topic_id
