DELETE FROM topics_merged
