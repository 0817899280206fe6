CREATE OR REPLACE VIEW corrections AS
SELECT
    c.correction_id,
    c.kind,
    c.subject,
    c.value,
    c.position,
    c.note,
    c.author,
    c.made_at,
    CASE
        WHEN c.undone_at IS NOT NULL THEN 'undone'
        WHEN EXISTS (SELECT 1 FROM correction_anchors AS a WHERE a.correction_id = c.correction_id AND a.current_id IS NULL)
            THEN 'waiting'
        ELSE 'active'
    END AS state,
    c.undone_by,
    c.undone_at,
    (SELECT string_agg(a.content, ' … ' ORDER BY a.side) FROM correction_anchors AS a WHERE a.correction_id = c.correction_id)
        AS content
FROM corrections_stored AS c;
