INSERT INTO topics_merged BY NAME SELECT * FROM new_merged
