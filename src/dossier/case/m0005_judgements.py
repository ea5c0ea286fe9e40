"""The tables of judgements and hypotheses, plain SQL. Never changed once a file is made by it."""

_TABLES = (
    """CREATE TABLE judgement (
        id INTEGER PRIMARY KEY,
        kind TEXT,
        text TEXT,
        scale TEXT,
        likelihood TEXT,
        confidence TEXT,
        basis TEXT,
        position INTEGER,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE judgement_link (
        id INTEGER PRIMARY KEY,
        judgement INTEGER NOT NULL REFERENCES judgement (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER,
        incident INTEGER REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,
        claim INTEGER REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
        quote INTEGER REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
        deleted_at TEXT,
        CHECK ((incident IS NOT NULL) + (claim IS NOT NULL) + (quote IS NOT NULL) = 1)
    ) STRICT""",
    """CREATE TABLE hypothesis (
        id INTEGER PRIMARY KEY,
        title TEXT,
        kind TEXT,
        description TEXT,
        position INTEGER,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE exhibit (
        id INTEGER PRIMARY KEY,
        title TEXT,
        incident INTEGER REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,
        claim INTEGER REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
        quote INTEGER REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
        credibility TEXT,
        relevance TEXT,
        note TEXT,
        position INTEGER,
        deleted_at TEXT
    ) STRICT""",
    """CREATE TABLE rating (
        id INTEGER PRIMARY KEY,
        hypothesis INTEGER NOT NULL REFERENCES hypothesis (id) DEFERRABLE INITIALLY DEFERRED,
        exhibit INTEGER NOT NULL REFERENCES exhibit (id) DEFERRABLE INITIALLY DEFERRED,
        value TEXT,
        note TEXT,
        deleted_at TEXT
    ) STRICT""",
)

# each foreign key, and what lies in the trash
_INDEXES = (
    "CREATE INDEX judgement_link_judgement ON judgement_link (judgement)",
    "CREATE INDEX judgement_link_incident ON judgement_link (incident)",
    "CREATE INDEX judgement_link_claim ON judgement_link (claim)",
    "CREATE INDEX judgement_link_quote ON judgement_link (quote)",
    "CREATE INDEX exhibit_incident ON exhibit (incident)",
    "CREATE INDEX exhibit_claim ON exhibit (claim)",
    "CREATE INDEX exhibit_quote ON exhibit (quote)",
    "CREATE INDEX rating_hypothesis ON rating (hypothesis)",
    "CREATE INDEX rating_exhibit ON rating (exhibit)",
    "CREATE INDEX judgement_trash ON judgement (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX hypothesis_trash ON hypothesis (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX exhibit_trash ON exhibit (deleted_at) WHERE deleted_at IS NOT NULL",
)

STATEMENTS: tuple[str, ...] = _TABLES + _INDEXES
