-- names of discovered topics that no cluster bears: those of the first schemas
DELETE FROM topics_stored
WHERE NOT configured AND starts_with(topic_id, 'auto-') AND topic_id NOT IN (SELECT topic_id FROM clusters)
