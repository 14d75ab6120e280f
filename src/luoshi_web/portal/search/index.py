"""The index of paragraphs: FTS5 without content on SQLite, a tsvector with GIN on PostgreSQL. Both hold pairs of characters alone."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from luoshi_web.portal.search.grams import Folded, grams

# On SQLite nothing but the rows' numbers is kept of a pair: no positions and no text
_SQLITE = """CREATE VIRTUAL TABLE portal_pairs USING fts5(
    pairs, content='', contentless_delete=1, detail='none', tokenize="unicode61 remove_diacritics 0")"""
_POSTGRESQL = (
    "CREATE TABLE portal_pairs (rowid bigint PRIMARY KEY, pairs tsvector NOT NULL)",
    "CREATE INDEX portal_pairs_gin ON portal_pairs USING gin (pairs)",
)


def create(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (_SQLITE,) if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE portal_pairs")


def add(paragraphs: Iterable[tuple[int, str]]) -> None:
    """Index paragraphs, given as id and text."""
    rows = [(number, grams(Folded(text).text)) for number, text in paragraphs]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO portal_pairs (rowid, pairs) VALUES (%s, %s)",
                [(number, " ".join(pairs)) for number, pairs in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO portal_pairs (rowid, pairs) VALUES (%s, array_to_tsvector(%s::text[]))", rows
            )


def remove(paragraphs: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM portal_pairs WHERE rowid = %s", [(number,) for number in paragraphs])


def candidates(wanted: str) -> tuple[str, list[str]]:
    """SQL that yields the ids of paragraphs with all pairs of ``wanted``, and its parameters. Two characters at least."""
    pairs = grams(wanted)
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{pair.replace(chr(34), chr(34) * 2)}"' for pair in pairs)
        return "SELECT rowid FROM portal_pairs WHERE portal_pairs MATCH %s", [asked]
    asked = " & ".join("'" + pair.replace("\\", "\\\\").replace("'", "''") + "'" for pair in pairs)
    return "SELECT rowid FROM portal_pairs WHERE pairs @@ %s::tsquery", [asked]
