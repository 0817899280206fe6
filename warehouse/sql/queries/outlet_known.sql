-- One row where an outlet printed an article, or a statement of a shift, by this very name.
SELECT 1 AS known
WHERE EXISTS (SELECT 1 FROM article_versions WHERE publisher = $outlet)
    OR EXISTS (
        SELECT 1 FROM mart_shifts
        WHERE list_contains(earlier_outlets, $outlet) OR list_contains(later_outlets, $outlet)
    )
