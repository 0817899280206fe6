DELETE FROM articles_unplaced WHERE article_id IN (SELECT unnest($ids))
