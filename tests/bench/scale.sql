-- A ledger of $articles articles with ten claims each, made by arithmetic: the same numbers give the same rows.
-- One actor speaks some two hundred times, one topic holds about two hundred claims, as stories in news do.
-- Ids of articles and claims are hashes, as real ones are: what a run adds is in no order.
CREATE OR REPLACE TEMP MACRO article(n) AS 'url-' || md5('a' || n)[:16];
CREATE OR REPLACE TEMP MACRO claim(n) AS 'c-' || md5('c' || n)[:16];
CREATE OR REPLACE TEMP MACRO day(n) AS DATE '2010-01-01' + CAST(n % 5000 AS INTEGER);
CREATE OR REPLACE TEMP MACRO actor(n) AS 'actor-' || (n * 7919 % greatest(1000, $articles // 20));
CREATE OR REPLACE TEMP MACRO topic(n) AS 'topic-' || (n * 104729 % greatest(200, $articles // 20));

INSERT INTO topics_stored (topic_id, name_en, name_ar, proposition, configured)
SELECT 'topic-' || n, 'Topic ' || n, 'موضوع ' || n, 'The thing ' || n || ' happens', n % 10 = 0
FROM range(greatest(200, $articles // 20)) AS r(n);

INSERT INTO actors_stored (actor_id, label, label_ar, kind, speaks_for, country, role)
SELECT 'actor-' || n, 'Actor ' || n, 'متحدث ' || n, 'person', NULL, NULL, NULL
FROM range(greatest(1000, $articles // 20)) AS r(n);
INSERT INTO actor_names (actor_id, name) SELECT 'actor-' || n, 'Actor ' || n FROM range(greatest(1000, $articles // 20)) AS r(n);

INSERT INTO article_versions (
    article_id, version, current, content_hash, fingerprint, url, publisher, title, lang, published, published_at,
    fetched_at, story_id, sketch, text, run_id, claims, article_number
)
SELECT
    article(n), 1, true, md5('h' || n), 'bench', 'https://example.org/' || n, 'Wire ' || n % 40, 'Title ' || n, 'en',
    CAST(day(n) AS VARCHAR), CAST(day(n) AS TIMESTAMP), CAST(day(n) AS TIMESTAMP), 'story-' || n,
    list_transform(range(33), lambda i: hash(n * 33 + i)), repeat('words of article ' || n || ' on many things. ', 50), 'bench', 10, n + 1
FROM range($articles) AS r(n);

INSERT INTO claims_stored BY NAME
SELECT
    claim(n * 10 + k) AS claim_id, article(n) AS article_id, n + 1 AS article_number, k AS ordinal, actor(n * 3 + k % 3) AS actor_id, topic(n) AS topic_id,
    CAST(day(n) AS VARCHAR) AS said_at, day(n) AS said_date, 'day' AS said_precision, NULL AS said_expr, k AS said_rank,
    false AS recalled, 'inform' AS act, 'direct' AS type, 'assessment' AS kind,
    CASE WHEN k % 3 = 0 THEN (n * 31 + k) % 5 - 2 END AS position,
    'certain' AS certainty, false AS conditional, ['read'] AS reasons, 0.9 AS confidence, 0.9 AS speaker_confidence,
    'Actor' AS source, 'said' AS cue, 'content number ' || k || ' of article ' || n || ' about what will happen' AS content,
    k * 90 AS content_start, k * 90 + 60 AS content_end, NULL AS via, ['Actor'] AS names,
    '{"agreement":"","confidence":0.9,"content":[[0,10]],"cue":[[12,16]],"factuality":"CT+","inside":null,"lemma":"say",'
        || '"negated":false,"pluperfect":false,"shares":null,"source":[[18,23]],"target":[],"via":[]}' AS attribution,
    NULL AS alleged_actor_id, NULL AS alleged_position
FROM range($articles) AS r(n), range(10) AS s(k);

INSERT INTO utterances BY NAME
SELECT
    'u' || claim_id AS utterance_id, actor_id, topic_id, said_at, said_date, kind, position, certainty, act, content,
    'en' AS lang, ['Wire'] AS outlets, [claim_id] AS claim_ids, topic_key(topic_id) AS topic_key
FROM claims_stored
ORDER BY topic_id, actor_id, said_date;
INSERT INTO utterance_claims BY NAME
SELECT
    claim_id, topic_id, topic_key(topic_id) AS topic_key, 'u' || claim_id AS utterance_id, article_id, article_number, actor_id, type, said_precision
FROM claims_stored;

INSERT INTO shifts_stored BY NAME
SELECT
    'shift-' || u.utterance_id AS shift_id, actor_id, topic_id, 'reverse' AS relation, kind, b AS from_position, position AS to_position,
    cb AS earlier_claim_id, claim_ids[1] AS later_claim_id, ub AS earlier_utterance_id, utterance_id AS later_utterance_id,
    false AS within_day, false AS alleged, NULL AS accuser_id, 'shift' AS status, 0.7 AS confidence, ['read'] AS reasons,
    '[]' AS guards, 'bench' AS run_id
FROM (
    SELECT
        *, lag(position) OVER w AS b, lag(utterance_id) OVER w AS ub, lag(claim_ids[1]) OVER w AS cb
    FROM utterances
    WHERE position IS NOT NULL
    WINDOW w AS (PARTITION BY actor_id, topic_id ORDER BY said_date, utterance_id)
) AS u
WHERE b * position < 0 AND hash(utterance_id) % 20 = 0;
