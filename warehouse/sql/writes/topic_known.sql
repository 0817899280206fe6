SELECT topic_id FROM topics_stored WHERE topic_id = $topic_id
