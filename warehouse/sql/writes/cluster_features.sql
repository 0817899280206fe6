SELECT feature, articles FROM cluster_features
