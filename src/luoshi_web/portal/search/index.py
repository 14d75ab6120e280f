"""The index of paragraphs: FTS5 without content on SQLite, a tsvector with GIN on PostgreSQL. Both hold pairs of characters, and :func:`tokens`."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from luoshi_web.portal.database import own_connection
from luoshi_web.portal.search.grams import Folded, grams, safe

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


def tokens(of_place: Mapping[str, str], of_lines: Iterable[Mapping[str, str]]) -> list[str]:
    """Words of the index that no query is made of, longer than two characters: where a paragraph stands, and what its lines are.

    ``of_place`` has the ``year``, ``level``, ``province`` and ``place``, each line ``kind``, ``grade``, ``indicator`` and ``verdict``. With them the
    index itself answers a search with filters, and the newest year of a frequent word without looking at the others.
    """
    said = [*of_place.items(), *(item for line in of_lines for item in line.items())]
    return list(dict.fromkeys(token(name, value) for name, value in said if value))


def token(name: str, value: str) -> str:
    return safe(f"{name[:2]}={value}".lower())


def add(paragraphs: Iterable[tuple[int, str, Sequence[str]]]) -> None:
    """Index paragraphs, given as id, text and :func:`tokens`."""
    rows = [(number, [*grams(Folded(text).text), *said]) for number, text, said in paragraphs]
    with own_connection().cursor() as cursor:
        if own_connection().vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO portal_pairs (rowid, pairs) VALUES (%s, %s)",
                [(number, " ".join(pairs)) for number, pairs in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO portal_pairs (rowid, pairs) VALUES (%s, array_to_tsvector(%s::text[]))", rows
            )


def remove(paragraphs: Sequence[int]) -> None:
    with own_connection().cursor() as cursor:
        cursor.executemany("DELETE FROM portal_pairs WHERE rowid = %s", [(number,) for number in paragraphs])


def candidates(wanted: str, filters: Mapping[str, str], year: int | None = None) -> tuple[str, str]:
    """SQL that yields the ids of paragraphs with all pairs of ``wanted`` that fit the filters and stand in the year, or in any; and its one parameter. Two
    characters at least. Years one or another would be asked of each paragraph that has the words: twenty took ten times as long as none."""
    every = [*grams(wanted), *(token(name, value) for name, value in filters.items() if value)]
    if year is not None:
        every.append(token("year", str(year)))
    if own_connection().vendor == "sqlite":
        return "SELECT rowid FROM portal_pairs WHERE portal_pairs MATCH %s", " AND ".join(
            f'"{word}"' for word in every
        )
    return "SELECT rowid FROM portal_pairs WHERE pairs @@ %s::tsquery", " & ".join(map(_quoted, every))


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
