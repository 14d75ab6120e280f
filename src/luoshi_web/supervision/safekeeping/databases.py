"""How a database of the office becomes one file and comes back from it: SQLite through its own backup, PostgreSQL through pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connections, transaction

RESTORED = "restored"
"""The alias of a database that a backup brought, while it is looked at."""


def vendor(of: str = "default") -> str:
    """``sqlite`` or ``postgresql``: what this installation stands on. ``of`` is the office's database or the portal's own, here and below."""
    return str(connections[of].vendor)


def _path(of: str) -> Path:
    return Path(connections[of].settings_dict["NAME"])


@contextmanager
def snapshot(place: Path) -> Iterator[str]:
    """Write the database to a file, as of one moment, while people go on working. Yields the alias under which that moment can be read.

    A SQLite file that is copied lacks what still stands in its ``-wal``: 36 acts of a day were lost so, and nothing seemed wrong.
    """
    if vendor() == "sqlite":
        _backed_up(_path("default"), place)
        with opened(place) as alias:
            yield alias
        return
    with transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={name}",
            f"--file={place}",
        )
        yield "default"


@contextmanager
def opened(place: Path) -> Iterator[str]:
    """A SQLite file beside the office's own database, under an alias of its own."""
    connections.databases[RESTORED] = connections.databases["default"] | {"NAME": str(place), "OPTIONS": {}}
    try:
        yield RESTORED
    finally:
        connections[RESTORED].close()
        del connections[RESTORED]
        del connections.databases[RESTORED]


def _backed_up(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing of it anywhere else
    live.close()
    copy.close()


def sound(place: Path) -> bool:
    """Whether SQLite itself finds nothing wrong with a file."""
    try:
        file = sqlite3.connect(place)
        try:
            return bool(file.execute("PRAGMA integrity_check").fetchone() == ("ok",))
        finally:
            file.close()
    except sqlite3.DatabaseError:
        return False


def is_empty() -> bool:
    """Whether nothing was ever done here: no tables, or nobody in them."""
    connection = connections["default"]
    if vendor() == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    tables = connection.introspection.table_names()
    if "accounts_person" not in tables:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM accounts_person) + (SELECT count(*) FROM audit_act)")
        return bool(cursor.fetchone()[0] == 0)


def is_there(of: str) -> bool:
    """Whether a database has any table."""
    if vendor(of) == "sqlite" and not _path(of).exists():
        return False
    return bool(connections[of].introspection.table_names())


def put_aside(place: Path, of: str = "default") -> None:
    """Write a database to a file, as of one moment: for a backup, and before something else takes its place."""
    if vendor(of) == "sqlite":
        _backed_up(_path(of), place)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={place}", of=of)


def take_in(place: Path, of: str = "default") -> None:
    """The file becomes the database: all of it at one moment, whoever is killed when."""
    if vendor(of) == "sqlite":
        _replaced(place, of)
        return
    connections[of].close()
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        "--clean",
        "--if-exists",
        str(place),
        of=of,
    )


def _replaced(new: Path, of: str) -> None:
    """First the old file takes in its ``-wal``, which would else be read into the new one; then one name is put for the other."""
    own = _path(of)
    connections[of].close()
    own.parent.mkdir(parents=True, exist_ok=True)
    if own.exists():
        old = sqlite3.connect(own, timeout=2)
        try:
            if old.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                raise CommandError("the database is in use: stop the office before you restore")
        except sqlite3.OperationalError as error:
            raise CommandError("the database is in use: stop the office before you restore") from error
        finally:
            old.close()
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(own)


def _run(program: str, *words: str, of: str = "default") -> None:
    """One of PostgreSQL's own programs, over a database of the settings. Its password is in its environment, never in a list of processes."""
    if shutil.which(program) is None:
        raise CommandError(
            f"{program} is not here: install the programs of PostgreSQL (postgresql-client), of the server's edition or newer"
        )
    said: Mapping[str, Any] = connections[of].settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    surroundings = os.environ | {name: str(said[key]) for name, key in names.items() if said[key]}
    words = (*words[:-1], f"--dbname={said['NAME']}", words[-1])
    done = subprocess.run([program, *words], env=surroundings, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(f"{program} failed: {done.stderr.strip()[-800:]}")
