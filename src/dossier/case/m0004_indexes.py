"""Indexes from which lists of a million rows are sorted, filtered and counted without the rows."""

STATEMENTS: tuple[str, ...] = (
    # a range of dates asks for the last day too; rows of one day are sorted by id
    "DROP INDEX incident_date",
    "DROP INDEX source_published",
    "DROP INDEX quote_said",
    "CREATE INDEX incident_date ON incident (date_min, id, date_max) WHERE deleted_at IS NULL",
    (
        "CREATE INDEX source_published ON source (published_min, id, published_max)"
        " WHERE deleted_at IS NULL"
    ),
    "CREATE INDEX quote_said ON quote (said_min, id, said_max) WHERE deleted_at IS NULL",
    # how many live rows name a record
    "DROP INDEX source_publisher",
    "DROP INDEX incident_place_place",
    "DROP INDEX incident_actor_actor",
    "DROP INDEX quote_speaker",
    "DROP INDEX quote_on_behalf_of",
    "CREATE INDEX source_publisher ON source (publisher, deleted_at, published_min)",
    "CREATE INDEX incident_place_place ON incident_place (place, deleted_at, incident)",
    "CREATE INDEX incident_actor_actor ON incident_actor (actor, deleted_at, incident)",
    "CREATE INDEX quote_speaker ON quote (speaker, deleted_at, said_min)",
    "CREATE INDEX quote_on_behalf_of ON quote (on_behalf_of, deleted_at, said_min)",
    # quotes by their first words: whole ones would take the room of the quotes again
    (
        "CREATE INDEX quote_text ON quote (substr(text, 1, 40) COLLATE NOCASE)"
        " WHERE deleted_at IS NULL"
    ),
)
