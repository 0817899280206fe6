SELECT a.number, a.shift_id AS alert_id, coalesce(d.attempts, 0) AS attempts, s.*, e.url AS earlier_url, l.url AS later_url,
    e.publisher AS earlier_publisher, l.publisher AS later_publisher
FROM alerts AS a
JOIN channels AS c ON c.channel = $channel AND a.number > c.since
LEFT JOIN deliveries_stored AS d ON d.shift_id = a.shift_id AND d.channel = c.channel
LEFT JOIN shifts AS s ON s.shift_id = a.shift_id
LEFT JOIN claims AS e ON e.claim_id = s.earlier_claim_id
LEFT JOIN claims AS l ON l.claim_id = s.later_claim_id
WHERE a.announced AND (d.state IS NULL OR d.state = 'waiting')
ORDER BY a.number
LIMIT $most
