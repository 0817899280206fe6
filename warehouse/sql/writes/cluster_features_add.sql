INSERT INTO cluster_features BY NAME SELECT * FROM new_features
