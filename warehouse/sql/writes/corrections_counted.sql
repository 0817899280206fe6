SELECT count(*) AS corrections FROM corrections_stored
