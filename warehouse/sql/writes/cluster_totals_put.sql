UPDATE cluster_totals SET articles = $articles, placed = $placed
