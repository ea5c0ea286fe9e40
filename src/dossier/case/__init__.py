"""The case file: the only folder that knows SQLite."""
