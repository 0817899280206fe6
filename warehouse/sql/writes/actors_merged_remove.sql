DELETE FROM actors_merged
