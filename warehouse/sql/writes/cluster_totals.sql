SELECT articles, placed FROM cluster_totals
