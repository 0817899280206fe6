INSERT OR IGNORE INTO articles_unplaced SELECT unnest($ids)
