CREATE OR REPLACE VIEW topics AS
SELECT topic_id, coalesce(name_en, name_ar, topic_id) AS topic, name_ar AS topic_ar, proposition, configured, proposition_ar
FROM topics_stored
WHERE topic_id NOT IN (SELECT topic_id FROM topics_merged);
