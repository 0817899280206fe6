DELETE FROM cluster_features WHERE feature IN (SELECT feature FROM new_features)
