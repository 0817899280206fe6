-- Who said each side of a change: that of an institution may be told by two of its voices.
ALTER TABLE mart_shifts ADD COLUMN earlier_speaker_id VARCHAR;
ALTER TABLE mart_shifts ADD COLUMN later_speaker_id VARCHAR;
UPDATE mart_shifts SET earlier_speaker_id = said.earlier, later_speaker_id = said.later
FROM (
    SELECT s.shift_id, e.actor_id AS earlier, l.actor_id AS later
    FROM shifts_stored AS s
    LEFT JOIN utterances AS e ON e.utterance_id = s.earlier_utterance_id
    LEFT JOIN utterances AS l ON l.utterance_id = s.later_utterance_id
) AS said
WHERE said.shift_id = mart_shifts.shift_id;
