INSERT INTO actors_merged BY NAME SELECT * FROM new_merged
