-- An index of its own: DuckDB makes none in the transaction that wrote the rows.
CREATE INDEX links_by_article ON utterance_claims (article_id);
