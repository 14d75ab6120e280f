"""An office is backed up while people work, and comes back whole or not at all: on SQLite, and on PostgreSQL where a server is named."""

import hashlib
import io
import json
import shutil
import signal
import subprocess
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.installations import Installation, databases, lacking

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
class Place(Installation):
    """An installation on 10 March 2026 that can be filled with acts and files."""

    def __post_init__(self) -> None:
        self.said["LUOSHI_NOW"] = "2026-03-10T02:00:00+00:00"

    def build(self, acts: int = 36) -> None:
        script = self.data / "build.py"
        script.write_text("import django; django.setup()\n" + _BUILD, encoding="utf-8")
        self.call(str(script), str(acts))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An office as it is before each test, which works on a copy: migrated and filled once."""
    if lack := lacking(request.param, "pg_dump"):
        pytest.skip(lack)
    folder = tmp_path_factory.mktemp("filled")
    if request.param == "sqlite":
        made = Place(folder)
        shutil.copy(request.getfixturevalue("migrated_file"), folder)
        made.build()
        yield made
        return
    with databases(request.getfixturevalue("migrated_database")) as (address,):
        made = Place(folder, address)
        made.build()
        yield made


@pytest.fixture
def places(filled: Place, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A filled office, and an empty machine."""
    old, new = Place(tmp_path / "old"), Place(tmp_path / "new")
    shutil.copytree(filled.data, old.data)
    new.data.mkdir()
    if not filled.database:
        yield old, new
        return
    with databases(filled.database, None) as (old.database, new.database):
        yield old, new


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


def test_acts_that_still_stand_in_the_wal_are_in_the_backup(tmp_path, migrated_file):
    """Copied as a file the database lacked 36 acts and still verified; and while somebody writes, a backup is of one moment."""
    old, new = Place(tmp_path / "old"), Place(tmp_path / "new")
    old.data.mkdir()
    new.data.mkdir()
    shutil.copy(migrated_file, old.data)
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
    done = new.asks("manage.py", "restore", str(archive))
    out = done.stdout
    if done.returncode:  # the killed one had come to its end
        assert "not empty" in done.stderr, done.stderr
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
    assert "No space left" in old.asks(str(script)).stderr
    assert "the log holds: 46 acts" in old.manage("verify_log")
    assert "3 files are what was stored" in old.manage("verify_files")
