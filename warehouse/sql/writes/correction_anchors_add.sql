INSERT INTO correction_anchors BY NAME SELECT * FROM new_anchors
