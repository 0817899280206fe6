SELECT topic_id, first_day, last_day, size, touched, state FROM clusters WHERE state IS NOT NULL
