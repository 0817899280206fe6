-- Discovered topics as clusters of articles. What an open cluster needs to take more articles is in state; a closed
-- one keeps its days and its size.
CREATE TABLE clusters (
    topic_id VARCHAR NOT NULL,
    first_day VARCHAR NOT NULL,
    last_day VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    touched BIGINT NOT NULL,
    state VARCHAR
);

-- how many of the articles counted hold a feature; the counts are halved now and then
CREATE TABLE cluster_features (feature VARCHAR NOT NULL, articles INTEGER NOT NULL);
CREATE TABLE cluster_totals (articles BIGINT NOT NULL, placed BIGINT NOT NULL);
INSERT INTO cluster_totals VALUES (0, 0);

-- an article stays in its cluster, also when it is edited or read anew
CREATE TABLE article_clusters (article_id VARCHAR NOT NULL, topic_id VARCHAR NOT NULL);

-- articles with claims on no configured topic whose cluster has to be found; the first schemas named such topics by
-- the words of each article
CREATE TABLE articles_unplaced (article_id VARCHAR PRIMARY KEY);
INSERT INTO articles_unplaced SELECT DISTINCT article_id FROM claims_stored WHERE starts_with(topic_id, 'auto-');
