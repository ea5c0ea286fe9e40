"""Words not stored yet, and an index over each trash, as plain SQL. Never changed once used."""

STATEMENTS: tuple[str, ...] = (
    # What somebody typed into a field and has not stored: neither content nor journal
    """CREATE TABLE draft (
        kind TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        field TEXT NOT NULL,
        words TEXT NOT NULL,
        base TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (kind, "row", field)
    ) STRICT, WITHOUT ROWID""",
    # Nothing is added to these while a record is live
    "CREATE INDEX incident_trash ON incident (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX source_trash ON source (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX quote_trash ON quote (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX actor_trash ON actor (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX place_trash ON place (deleted_at) WHERE deleted_at IS NOT NULL",
)
"""The table of unfinished words, and indexes that hold nothing but what lies in a trash."""
