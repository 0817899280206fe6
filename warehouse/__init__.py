"""The ledger in DuckDB: schema and views as .sql, one writer, published snapshots for any number of readers."""
