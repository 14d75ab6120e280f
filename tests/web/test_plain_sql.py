"""The database is plain PostgreSQL, so that its relatives can be tried: no extension, none of its own types, hardly a line of SQL by hand."""

import re

import pytest
from django.apps import apps
from django.db import connection

from tests.web.test_words import HERE

OWN = re.compile(
    r"django\.contrib\.postgres|CREATE EXTENSION|pg_trgm|\bctid\b|jsonb_\w+\(|DISTINCT ON|pg_advisory|\bLISTEN \w|\bNOTIFY \w|tsvector|USING (?:gin|gist|brin)",
    re.IGNORECASE,
)
"""What a relative of PostgreSQL may not have."""
BY_HAND = {
    "audit/migrations/0002_append_only.py", "audit/migrations/0003_refused_too.py",  # the log's triggers
    "voices/migrations/0002_append_only.py", "accounts/migrations/0002_login_limits.py",  # the second takes the cache's table away again
    "supervision/lights/keep.py",  # VACUUM after a night that changed many rows
    "supervision/safekeeping/databases.py",  # backup and restore
}  # fmt: skip
"""Modules that speak SQL themselves; a further one is looked at first."""
_SQL = re.compile(r"\.cursor\(\)|RunSQL|\.raw\(|editor\.execute\(|RawSQL\(")


def sources():
    for path in HERE.rglob("*.py"):
        name = path.relative_to(HERE).as_posix()
        if not name.startswith("portal/"):  # which is a site of its own, with a search by SQLite
            yield name, path.read_text(encoding="utf-8")


def test_nothing_asks_for_what_only_postgresql_has():
    assert {name: found[0] for name, text in sources() if (found := OWN.search(text))} == {}


def test_sql_by_hand_stands_where_it_is_known():
    assert {name for name, text in sources() if _SQL.search(text)} == BY_HAND


def test_every_column_is_of_a_type_that_every_relative_has():
    """As Django writes them for PostgreSQL."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    plain = re.compile(
        r"(?:bigint|integer|smallint|boolean|text|date|timestamp with time zone|uuid|jsonb|bytea|inet|interval|double precision|varchar\(|char\(|numeric\().*"
    )
    types = {}
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            kind = DatabaseWrapper.data_types.get(column.get_internal_type())
            kind = kind(column.__dict__) if callable(kind) else kind
            types[f"{model._meta.label}.{column.name}"] = kind or column.db_type(connection) or ""
    assert len(types) > 400
    assert {name: kind for name, kind in types.items() if not plain.fullmatch(kind)} == {}


@pytest.mark.django_db
def test_an_office_on_postgresql_has_no_extension():
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL alone")
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        assert {name for (name,) in cursor.fetchall()} == {"plpgsql"}
