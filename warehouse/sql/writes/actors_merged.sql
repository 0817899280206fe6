SELECT actor_id, into_id FROM actors_merged
