"""An installation whose portal has a database of its own: set up by one command, backed up and brought back as one, told in a sentence where it is set up wrongly."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, connections

from luoshi_web.portal.database import PORTAL
from luoshi_web.portal.models import Place
from luoshi_web.publication.checks import the_databases_belong_together, the_file_can_be_made
from luoshi_web.publication.models import Handover
from luoshi_web.settings.environment import Environment, databases
from tests.web.conftest import NOW
from tests.web.publication.two_databases import portal_apart

ROOT = Path(__file__).resolve().parents[3]
_PLANT = """
import django; django.setup()
from luoshi_web.portal.models import Place
Place.objects.create(key="z123456", name="青川", full_name="云岭省临河市青川区", level="county")
"""


def test_two_names_of_one_database_are_one(tmp_path):
    def named(**said):
        return databases(
            Environment(data=tmp_path, database=None, **said)
            if "database" not in said
            else Environment(data=tmp_path, **said)
        )

    assert set(named(portal_database=None)) == {"default"}
    assert set(named(portal_database=str(tmp_path / "office.sqlite3"))) == {"default"}
    two = named(portal_database=str(tmp_path / "portal.sqlite3"))
    assert two["portal"]["NAME"] == tmp_path / "portal.sqlite3"
    assert two["portal"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    address = "postgresql://luoshi@db:5432/luoshi"
    assert set(named(database=address, portal_database=address)) == {"default"}
    assert named(database=address)["default"]["OPTIONS"] == {"options": "-c jit=off"}
    assert named(database=address, portal_database=f"{address}_portal")["portal"]["NAME"] == "luoshi_portal"
    for wrong in ("mysql://db/portal", "postgresql://db", str(tmp_path), "portal"):
        with pytest.raises(ValueError, match="LUOSHI_PORTAL_DATABASE"):
            named(portal_database=wrong)


class Installation:
    """Of an invented office: a folder, and two databases."""

    def __init__(self, data: Path, database: str | None, portal: str) -> None:
        data.mkdir(exist_ok=True)
        self.data, self.database, self.portal = data, database, portal

    def asks(
        self, *words: str, apart: bool = True, settings: str = "development"
    ) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
        kept |= {
            "LUOSHI_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": f"luoshi_web.settings.{settings}", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "LUOSHI_PORTAL_DATA": str(self.data), "LUOSHI_SECRET_KEY": "of an invented office, for a test alone",
        }  # fmt: skip
        kept |= {"LUOSHI_DATABASE": self.database} if self.database else {}
        kept |= {"LUOSHI_PORTAL_DATABASE": self.portal} if apart else {}
        return subprocess.run([sys.executable, *words], cwd=ROOT, env=kept, text=True, capture_output=True)

    def manage(self, *words: str, **said: object) -> str:
        done = self.asks("manage.py", *words, **said)  # type: ignore[arg-type]
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(request, tmp_path):
    """Two installations, both empty."""
    if request.param == "sqlite":
        yield tuple(
            Installation(tmp_path / n, None, str(tmp_path / n / "portal.sqlite3")) for n in ("a", "b")
        )
        return
    server = os.environ.get("LUOSHI_DATABASE")
    if not server or not shutil.which("pg_dump"):
        pytest.skip("LUOSHI_DATABASE names no server, or pg_dump is not here")
    import psycopg

    names = [f"luoshi_apart_{uuid4().hex[:12]}" for _ in range(4)]
    with psycopg.connect(server, autocommit=True) as server_connection:
        for name in names:
            server_connection.execute(f"CREATE DATABASE {name}")
        at = [f"{server.rpartition('/')[0]}/{name}" for name in names]
        yield tuple(Installation(tmp_path / n, at[k], at[k + 1]) for n, k in (("a", 0), ("b", 2)))
        for name in names:
            server_connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_set_up_backed_up_and_brought_back_as_one(pair, tmp_path):
    old, new = pair
    old.manage("migrate", "--verbosity", "0")
    assert old.asks("-c", _PLANT).returncode == 0
    said = old.manage("check", "--database", "default", "--database", "portal")
    assert "no issues" in said
    archive = tmp_path / "both.tar"
    old.manage("backup", str(archive))
    with tarfile.open(archive) as given:
        assert "portal-database" in given.getnames()
    refused = new.asks("manage.py", "restore", str(archive), apart=False)
    assert (refused.returncode, "set LUOSHI_PORTAL_DATABASE to match" in refused.stderr) == (1, True)
    new.manage("restore", str(archive))
    counted = "import django; django.setup(); from luoshi_web.portal.models import Place; print(Place.objects.count())"
    assert new.asks("-c", counted).stdout.strip() == "1"
    # the portal's own settings see the same rows, and make the tables of moderators and sessions that an office never made there
    assert new.asks("-c", counted, settings="portal").stdout.strip() == "1"
    new.manage("migrate", "--verbosity", "0", settings="voices")
    tables = "import django; django.setup(); from django.db import connection; print(connection.introspection.table_names())"
    assert "auth_user" in new.asks("-c", tables, settings="voices").stdout
    gone = old.asks("manage.py", "check", "--database", "default", apart=False)
    assert "LUOSHI_PORTAL_DATABASE, which is not set now" in gone.stderr


@pytest.fixture
def apart(db, tmp_path, tmp_path_factory):
    with portal_apart(tmp_path, tmp_path_factory.getbasetemp()) as name:
        yield name


def _said():
    return [(one.id, one.msg) for one in the_databases_belong_together(None, databases=["default"])]


def test_check_says_in_a_sentence_what_does_not_belong_together(apart):
    assert _said() == []
    Place.objects.using("default").create(key="z1", name="甲", full_name="甲", level="county")
    assert [one for one, _words in _said()] == ["publication.W005"]
    Place.objects.create(key="z1", name="甲", full_name="甲", level="county")
    assert _said() == []
    with connections[PORTAL].cursor() as cursor:
        cursor.execute("CREATE TABLE accounts_person (id integer)")
    assert [one for one, _words in _said()] == ["publication.E004"]


@pytest.mark.django_db
def test_acts_that_wait_for_a_portal_that_is_not_named_any_more():
    assert _said() == []
    Handover.objects.create(call="report", place="云岭省临河市青川区", at=NOW)
    ((code, words),) = _said()
    assert (code, "1 acts wait" in words) == ("publication.E007", True)


def test_the_folder_of_a_file_has_to_be_there(apart, monkeypatch, tmp_path):
    assert list(the_file_can_be_made(None)) == []
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connections[PORTAL].settings_dict, "NAME", str(tmp_path / "none/portal.sqlite3"))
        ((one,),) = [list(the_file_can_be_made(None))]
        assert "there is no folder" in one.msg


def test_the_portals_database_learns_nothing_of_the_offices_tables(tmp_path, apart):
    """Whose migrations are noted there, the portal's own settings would take for made."""
    with connections[PORTAL].cursor() as cursor:
        cursor.execute("SELECT DISTINCT app FROM django_migrations")
        assert cursor.fetchall() == [("portal",)]
    call_command("hand_over", verbosity=0)
    if connection.vendor == "sqlite":
        assert sqlite3.connect(apart).execute("SELECT count(*) FROM portal_taken").fetchone() == (0,)
