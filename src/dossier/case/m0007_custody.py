"""The table of custody events, and an index that finds a step by its hash. Never changed later."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE custody_event (
        id INTEGER PRIMARY KEY,
        attachment INTEGER NOT NULL REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER,
        action TEXT,
        "by" TEXT,
        date_stated TEXT,
        date_edtf TEXT,
        date_min INTEGER,
        date_max INTEGER,
        note TEXT,
        hash_before TEXT,
        hash_after TEXT,
        deleted_at TEXT
    ) STRICT""",
    "CREATE INDEX custody_event_attachment ON custody_event (attachment)",
    "CREATE INDEX step_hash ON step (hash)",
)
