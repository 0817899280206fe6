SELECT label, label_ar FROM actors_called WHERE NOT $topic AND actor_id = $id
UNION ALL
SELECT coalesce(name_en, name_ar, topic_id), name_ar FROM topics_stored WHERE $topic AND topic_id = $id
