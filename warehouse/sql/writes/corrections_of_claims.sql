-- what stands of the corrections on claims of some articles, the oldest first
SELECT c.correction_id, c.kind, c.value, c.position, c.author, a.article_id, a.side, a.claim_id, a.content, a.content_start
FROM corrections_stored AS c
JOIN correction_anchors AS a ON a.correction_id = c.correction_id
WHERE c.undone_at IS NULL AND a.article_id IN (SELECT unnest($ids))
ORDER BY c.number, a.side
