"""What tables, columns, indexes and foreign keys a file has."""

from dossier.case.dbapi import Connection

# Made by SQLite or sqlite-utils themselves, not by a migration of ours
_ALLOWED = frozenset({"sqlite_stat1", "sqlite_stat4", "sqlite_schema", "_sqlite_migrations"})
_SHADOWS = frozenset(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))


Description = dict[str, list[object]]


def description(conn: Connection) -> Description:
    """Columns, indexes and foreign keys of every table of ours, by name; two can be compared.

    With the text of their SQL: the lists alone do not show a CHECK or the WHERE of an index.
    """
    return {name: _table(conn, name) for name in tables(conn)}


def tables(conn: Connection) -> list[str]:
    """Names of the tables of ours."""
    found = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [row[0] for row in found.fetchall() if row[0] not in _ALLOWED | _SHADOWS]


def _table(conn: Connection, name: str) -> list[object]:
    kind = conn.execute(
        "SELECT type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?", (name,)
    )
    columns = conn.execute("SELECT * FROM pragma_table_xinfo(?)", (name,))
    indexes = conn.execute(
        'SELECT name, "unique", origin, partial FROM pragma_index_list(?) ORDER BY name', (name,)
    ).fetchall()
    keys = conn.execute("SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", (name,))
    written = conn.execute(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql NOT NULL ORDER BY name", (name,)
    )
    return [
        [" ".join(row[0].split()) for row in written.fetchall()],
        kind.fetchall(),
        columns.fetchall(),
        [[*index, _index(conn, index[0])] for index in indexes],
        keys.fetchall(),
    ]


def _index(conn: Connection, name: str) -> list[object]:
    return conn.execute("SELECT * FROM pragma_index_xinfo(?)", (name,)).fetchall()


def strangers(conn: Connection) -> list[str]:
    """Triggers and views: a case file has none of its own."""
    found = conn.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY name"
    )
    return [f"{row[0]} {row[1]}" for row in found.fetchall()]
