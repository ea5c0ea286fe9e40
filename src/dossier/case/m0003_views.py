"""The table of saved filters, as plain SQL. Never changed once a file has been made by it."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE view (
        id INTEGER PRIMARY KEY,
        title TEXT,
        listed TEXT,
        words TEXT,
        filters TEXT,
        sort TEXT,
        position INTEGER,
        deleted_at TEXT
    ) STRICT""",
)
