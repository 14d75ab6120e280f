"""An office is backed up while people work, and comes back whole or not at all: on SQLite, and on PostgreSQL where a server is named."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[3]
_BUILD = """
import sys
from datetime import timedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.evidence import attach_all, examine
from tests.web.conftest import NOW, build_district
from luoshi_web.accounts.models import Person
if not Person.objects.exists():
    district = build_district()
    item = Item.objects.create(number="2026-T-0001", year=2026, kind="task", title="建成", state="active", due="2026-12-31",
        lead=district.posts["head"], office=district.offices["发改局"])
    for n in range(3):
        file = SimpleUploadedFile(f"{n}.txt", f"第{n}处已建成。".encode())
        actor = district.actor("head")
        attach_all(actor=actor, item_id=item.pk, files=examine(actor=actor, item=item, files=[file], at=NOW), at=NOW)
for n in range(int(sys.argv[1]) if len(sys.argv) > 1 else 36):
    with transaction.atomic():
        record(actor=MACHINE, verb="light.run", at=NOW + timedelta(seconds=n), details={"n": n})
"""


@dataclass
class Place:
    """An installation: a data folder and a database of its own."""

    data: Path
    database: str | None

    def start(self, *words: str) -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "DJANGO_"))}
        kept |= {
            "LUOSHI_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.development",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "LUOSHI_NOW": "2026-03-10T02:00:00+00:00",
        }  # fmt: skip
        kept |= {"LUOSHI_DATABASE": self.database} if self.database else {}
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=kept,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def manage(self, *words: str) -> str:
        """What a command said; it must succeed."""
        process = self.start("manage.py", *words)
        out, error = process.communicate(timeout=300)
        assert process.returncode == 0, out + error
        return out

    def refused(self, *words: str) -> str:
        process = self.start("manage.py", *words)
        _, error = process.communicate(timeout=300)
        assert process.returncode == 1, error
        assert "Traceback" not in error
        return error

    def build(self, acts: int = 36) -> None:
        script = self.data / "build.py"
        script.write_text("import django; django.setup()\n" + _BUILD, encoding="utf-8")
        process = self.start(str(script), str(acts))
        out, error = process.communicate(timeout=300)
        assert process.returncode == 0, out + error


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An office as it is before each test, which works on a copy: migrated and filled once."""
    made = Place(tmp_path_factory.mktemp("filled"), None)
    if request.param == "postgresql":
        if not os.environ.get("LUOSHI_DATABASE") or not shutil.which("pg_dump"):
            pytest.skip("LUOSHI_DATABASE names no server, or pg_dump is not here")
        made.database = _created()
    made.manage("migrate", "--verbosity", "0")
    made.build()
    yield made
    _dropped(made)


@pytest.fixture
def places(filled: Place, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A filled office, and an empty machine."""
    old, new = Place(tmp_path / "old", None), Place(tmp_path / "new", None)
    shutil.copytree(filled.data, old.data)
    new.data.mkdir()
    if filled.database:
        old.database, new.database = _created(like=filled.database), _created()
    yield old, new
    _dropped(old, new)


def _created(*, like: str = "") -> str:
    """The address of a new database on the server of the tests, empty or as another one is."""
    import psycopg

    server, name = os.environ["LUOSHI_DATABASE"], f"luoshi_backup_{uuid4().hex[:12]}"
    template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{template}")  # type: ignore[arg-type]
    return f"{server.rpartition('/')[0]}/{name}"


def _dropped(*places: Place) -> None:
    import psycopg

    for name in (place.database.rpartition("/")[2] for place in places if place.database):
        with psycopg.connect(os.environ["LUOSHI_DATABASE"], autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def changed(archive: Path, place: Path, *, without: str = "", into: bytes | None = None) -> Path:
    """The archive with a member left out, or with other bytes in it."""
    with tarfile.open(archive) as given, tarfile.open(place, "w") as out:
        for member in given:
            content = given.extractfile(member).read()
            if without and member.name.startswith(without):
                if into is None:
                    continue
                content = into
                member.size = len(content)
            out.addfile(member, io.BytesIO(content))
    return place


def test_an_office_comes_back_whole(places, tmp_path):
    old, new = places
    archive = tmp_path / "office.tar"
    assert "39 acts, 3 files" in old.manage("backup", str(archive))
    assert "never written over" in old.refused("backup", str(archive))
    (new.data / "restoring").mkdir()  # as a killed restore leaves it
    assert "restored: 39 acts, 3 files" in new.manage("restore", str(archive))
    assert "the log holds: 40 acts" in new.manage("verify_log")  # with the act that says so
    assert "3 files are what was stored" in new.manage("verify_files")
    assert not (new.data / "restoring").exists()
    # never over an office that is there
    said = new.refused("restore", str(archive))
    assert "not empty (40 acts): nothing was touched" in said
    new.build(5)
    assert "before-restore-20260310" in new.manage("restore", str(archive), "--replace")
    assert "the log holds: 40 acts" in new.manage("verify_log")
    assert len(list(new.data.glob("before-restore-*"))) == 1


def test_what_is_not_what_was_backed_up_is_refused_before_anything_is_touched(places, tmp_path):
    old, new = places
    archive = tmp_path / "office.tar"
    old.manage("backup", str(archive))
    with tarfile.open(archive) as given:
        evidence = next(member.name for member in given if member.name.startswith("files/evidence"))
    cut = tmp_path / "cut.tar"
    cut.write_bytes(archive.read_bytes()[:-12_000])
    for wrong in (
        changed(archive, tmp_path / "a.tar", without="manifest"),
        changed(archive, tmp_path / "b.tar", without=evidence),
        changed(archive, tmp_path / "c.tar", without=evidence, into=b"another"),
        changed(archive, tmp_path / "d.tar", without="database", into=b"another"),
        cut,
    ):
        said = new.refused("restore", str(wrong))
        assert "not a whole backup" in said or "not what was backed up" in said, said
        assert not list(new.data.rglob("evidence/*"))
        assert not (new.data / "office.sqlite3").exists()


def test_acts_that_still_stand_in_the_wal_are_in_the_backup(tmp_path):
    """Copied as a file the database lacked 36 acts and still verified; and while somebody writes, a backup is of one moment."""
    old, new = Place(tmp_path / "old", None), Place(tmp_path / "new", None)
    old.data.mkdir()
    new.data.mkdir()
    old.manage("migrate", "--verbosity", "0")
    old.build(2)
    writer = old.start(str(old.data / "build.py"), "4000")
    time.sleep(2)
    archive = tmp_path / "office.tar"
    said = old.manage("backup", str(archive))
    assert writer.poll() is None or writer.returncode == 0
    writer.kill()
    writer.communicate()
    acts = int(said.split(": ")[1].split(" acts")[0])
    assert acts >= 5
    assert f"restored: {acts} acts" in new.manage("restore", str(archive))
    assert not (new.data / "office.sqlite3-wal").exists() or "holds" in new.manage("verify_log")


@pytest.mark.parametrize("n", range(4))
def test_killed_in_the_middle_it_is_there_or_not(places, tmp_path, n):
    """Killed at some moment of a backup there is no archive; of a restore, the office is what it was or what the backup holds."""
    old, new = places
    archive = tmp_path / "office.tar"
    begun = time.monotonic()
    old.manage("backup", str(archive))
    took = time.monotonic() - begun
    _killed(old.start("manage.py", "backup", str(tmp_path / "other.tar")), took * (0.6 + 0.1 * n))
    if (tmp_path / "other.tar").exists():
        assert (tmp_path / "other.tar").stat().st_size == archive.stat().st_size
    else:
        old.manage("backup", str(tmp_path / "other.tar"))
    assert _digests(tmp_path / "other.tar") == _digests(archive)
    _killed(new.start("manage.py", "restore", str(archive)), took * (0.6 + 0.15 * n))
    done = new.start("manage.py", "restore", str(archive))
    out, error = done.communicate(timeout=300)
    if done.returncode:  # the killed one had come to its end
        assert "not empty" in error, error
        out = new.manage("restore", str(archive), "--replace")
    assert "restored: 39 acts, 3 files" in out
    assert "the log holds: 40 acts" in new.manage("verify_log")
    assert "3 files are what was stored" in new.manage("verify_files")


def _killed(process: subprocess.Popen[str], after: float) -> None:
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _digests(archive: Path) -> list[str]:
    """Of the kept files: a database that was written twice has other bytes."""
    with tarfile.open(archive) as given:
        said = json.loads(given.extractfile("manifest.json").read())
        for each in said["files"]:
            content = given.extractfile(each["name"]).read()
            assert hashlib.sha256(content).hexdigest() == each["sha256"]
    return sorted(each["sha256"] for each in said["files"] if each["name"].startswith("files/"))


@pytest.mark.parametrize("step", ["files", "database"])
def test_a_restore_that_fails_in_between_leaves_the_old_office(places, tmp_path, step):
    """The disk fills up while the files, or the database, take their places: the old office is there, whole."""
    old, _ = places
    archive = tmp_path / "office.tar"
    old.manage("backup", str(archive))
    old.build(7)
    name = {"files": "_place_files", "database": "take_in"}[step]
    script = old.data / "torn.py"
    script.write_text(
        "import django; django.setup()\n"
        "from pathlib import Path\nfrom luoshi_web.supervision.safekeeping import restore\nfrom tests.web.conftest import NOW\n"
        f"def torn(*args): raise OSError(28, 'No space left on device')\nrestore.{name} = torn\n"
        f"restore.restore(Path({str(archive)!r}), replace=True, at=NOW)\n",
        encoding="utf-8",
    )
    process = old.start(str(script))
    _, error = process.communicate(timeout=300)
    assert "No space left" in error
    assert "the log holds: 46 acts" in old.manage("verify_log")
    assert "3 files are what was stored" in old.manage("verify_files")
