"""A database of the portal's own beside the office's: a SQLite file, or one more database of the server that the office's tests run on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, connections

from luoshi_web.portal.database import PORTAL

_made: dict[str, Path] = {}


@contextmanager
def portal_apart(folder: Path, patterns: Path) -> Iterator[str]:
    """Yields its name. ``patterns`` is a folder that lives as long as the tests: the tables are made once."""
    if connection.vendor == "sqlite":
        with _sqlite(folder / "portal.sqlite3", patterns) as name:
            yield name
        return
    name = f"portal_{uuid4().hex[:10]}"
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        with _opened(name):
            call_command("migrate", database=PORTAL, app_label=PORTAL, verbosity=0)
            yield name
    finally:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _sqlite(place: Path, patterns: Path) -> Iterator[str]:
    if "sqlite" not in _made:
        pattern = patterns / "pattern.sqlite3"
        with _opened(str(pattern)):
            call_command("migrate", database=PORTAL, app_label=PORTAL, verbosity=0)
        _made["sqlite"] = pattern
    shutil.copy(_made["sqlite"], place)
    with _opened(str(place)):
        yield str(place)


@contextmanager
def _opened(name: str) -> Iterator[None]:
    connections.databases[PORTAL] = connections.databases["default"] | {"NAME": name}
    connections[PORTAL].connect()  # Django lets a test open those alone that were there when it began
    try:
        yield
    finally:
        connections[PORTAL].close()
        del connections[PORTAL]
        del connections.databases[PORTAL]
