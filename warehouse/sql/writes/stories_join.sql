UPDATE article_versions SET story_id = j.story_id
FROM joined AS j
WHERE article_versions.story_id = j.joined_id
