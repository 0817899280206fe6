UPDATE correction_anchors SET current_id = p.current_id
FROM placed AS p
WHERE correction_anchors.correction_id = p.correction_id AND correction_anchors.side = p.side
