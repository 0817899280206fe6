INSERT INTO article_clusters SELECT article_id, topic_id FROM new_places WHERE fresh
