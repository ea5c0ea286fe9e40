"""The tables of briefs and their issues, as plain SQL. Never changed once a file was made by it."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE brief (
        id INTEGER PRIMARY KEY,
        title TEXT,
        plan TEXT,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE issue (
        id INTEGER PRIMARY KEY,
        brief INTEGER NOT NULL REFERENCES brief (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER,
        issued_at TEXT,
        "by" TEXT,
        state TEXT,
        head TEXT,
        pdf TEXT,
        pages INTEGER,
        mark TEXT,
        deleted_at TEXT
    ) STRICT""",
    "CREATE INDEX issue_brief ON issue (brief)",
    "CREATE INDEX brief_trash ON brief (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX issue_trash ON issue (deleted_at) WHERE deleted_at IS NOT NULL",
)
