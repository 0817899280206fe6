-- What a run writes lies all over such an index: with ten million claims hundreds of megabytes of it were written anew
-- by each run, and copied by each publish. What used them reads columns now, or finds its rows by the next migrations.
DROP INDEX claims_by_article;
DROP INDEX claims_by_topic;
DROP INDEX links_by_article;
