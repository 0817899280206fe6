INSERT INTO clusters BY NAME SELECT * FROM new_clusters
