INSERT INTO article_versions BY NAME SELECT *, true AS current FROM new_versions
