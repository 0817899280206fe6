INSERT OR REPLACE INTO actors_stored BY NAME SELECT * FROM new_actors
