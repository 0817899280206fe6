-- The latest $most corrections, with the names of the actors and topics that they are about or name, and the count of all.
SELECT
    c.correction_id, c.made_at, c.author, c.kind, c.subject, c.value, c.position, c.note, c.content, c.state, c.undone_by,
    c.undone_at, coalesce(a.label, t.name_en, t.name_ar) AS subject_name, coalesce(a.label_ar, t.name_ar) AS subject_name_ar,
    coalesce(b.label, u.name_en, u.name_ar) AS value_name, coalesce(b.label_ar, u.name_ar) AS value_name_ar,
    count(*) OVER () AS all_corrections
FROM corrections AS c
LEFT JOIN actors_stored AS a ON c.kind = 'merge actors' AND a.actor_id = c.subject
LEFT JOIN topics_stored AS t ON c.kind = 'merge topics' AND t.topic_id = c.subject
LEFT JOIN actors_stored AS b ON c.kind IN ('actor', 'merge actors') AND b.actor_id = c.value
LEFT JOIN topics_stored AS u ON c.kind IN ('topic', 'merge topics') AND u.topic_id = c.value
ORDER BY c.made_at DESC, c.correction_id
LIMIT $most
