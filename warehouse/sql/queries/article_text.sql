SELECT article_id, title, publisher, lang, published, url, text, version
FROM article_versions
WHERE article_id = $article AND current
