-- An Arabic name that one article gave is not lost where a later one, in English, has none.
INSERT INTO actors_stored BY NAME SELECT * FROM new_actors
ON CONFLICT DO UPDATE SET
    label = excluded.label,
    label_ar = coalesce(excluded.label_ar, label_ar),
    kind = excluded.kind,
    speaks_for = excluded.speaks_for,
    country = excluded.country,
    role = excluded.role
