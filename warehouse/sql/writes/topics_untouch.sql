DELETE FROM topics_unlinked WHERE topic_id IN (SELECT unnest($topics))
