CREATE OR REPLACE VIEW articles AS
SELECT article_id, url, publisher, title, lang, published_at, fetched_at, story_id, version, current, published
FROM article_versions;
