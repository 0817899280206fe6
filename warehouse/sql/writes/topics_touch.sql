INSERT OR IGNORE INTO topics_unlinked SELECT unnest($ids)
