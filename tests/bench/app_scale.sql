-- What the pages meet beside numbers: bodies and countries, both languages, several outlets, possible and alleged
-- shifts, and one topic with five thousand utterances.
CREATE OR REPLACE TEMP MACRO number(id) AS CAST(split_part(id, '-', 2) AS INTEGER);

UPDATE actors_stored SET
    kind = CASE WHEN number(actor_id) < 50 THEN 'country' WHEN number(actor_id) < 550 THEN 'organisation' ELSE 'person' END,
    country = CASE WHEN number(actor_id) < 550 THEN 'actor-' || number(actor_id) % 50 END,
    speaks_for = CASE
        WHEN number(actor_id) >= 550 THEN 'actor-' || (50 + number(actor_id) % 500)
        WHEN number(actor_id) >= 50 THEN 'actor-' || number(actor_id) % 50
    END;
UPDATE article_versions SET lang = 'ar' WHERE hash(article_id) % 2 = 0;
UPDATE utterances SET
    lang = CASE WHEN hash(utterance_id) % 2 = 0 THEN 'ar' ELSE 'en' END,
    kind = CASE WHEN hash(utterance_id) % 3 = 0 THEN 'policy' ELSE 'assessment' END,
    outlets = list_transform(range(1 + CAST(hash(utterance_id) % 4 AS INTEGER)), lambda i: 'Wire ' || (hash(utterance_id) + i) % 40);
UPDATE shifts_stored SET
    kind = CASE WHEN hash(shift_id) % 3 = 0 THEN 'policy' ELSE 'assessment' END,
    relation = (['reverse', 'commit', 'soften', 'harden'])[1 + CAST(hash(shift_id) % 4 AS INTEGER)],
    status = CASE WHEN hash(shift_id) % 3 = 1 THEN 'possible' ELSE 'shift' END,
    confidence = 0.3 + (hash(shift_id) % 60) / 100,
    alleged = hash(shift_id) % 20 = 0,
    accuser_id = CASE WHEN hash(shift_id) % 20 = 0 THEN 'actor-7' END;

-- topics 1 to 25 become one
UPDATE claims_stored SET topic_id = 'topic-1' WHERE number(topic_id) BETWEEN 1 AND 25;
UPDATE utterances SET topic_id = 'topic-1', topic_key = topic_key('topic-1') WHERE number(topic_id) BETWEEN 1 AND 25;
UPDATE utterance_claims SET topic_id = 'topic-1', topic_key = topic_key('topic-1') WHERE number(topic_id) BETWEEN 1 AND 25;
UPDATE shifts_stored SET topic_id = 'topic-1' WHERE number(topic_id) BETWEEN 1 AND 25;
UPDATE utterances SET actor_id = 'actor-' || (600 + hash(utterance_id) % 20) WHERE topic_id = 'topic-1';
DELETE FROM mart_shifts;
DELETE FROM mart_topics;
DELETE FROM mart_actors;
