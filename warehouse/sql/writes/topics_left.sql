-- topics that claims leave for their cluster; an id that no topic has was only a placeholder, and is linked nowhere
SELECT DISTINCT c.topic_id
FROM claims_stored AS c
JOIN new_places AS p ON p.article_id = c.article_id
JOIN topics_stored AS t ON t.topic_id = c.topic_id
WHERE NOT t.configured AND c.topic_id <> p.topic_id
