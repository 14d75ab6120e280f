"""The office comes back from a backup: looked at whole before anything of it takes a place, then put in place so that it is there or not.

Killed at any moment, the installation is what it was, or what the backup holds; the same command begun again goes on.
"""

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.chain import GENESIS, breaks
from luoshi_web.audit.selectors import head, links
from luoshi_web.audit.services import record
from luoshi_web.portal.database import PORTAL, apart
from luoshi_web.supervision.safekeeping.backup import DATABASE, DAYS, FILES, FORMAT, MANIFEST, OF_PORTAL
from luoshi_web.supervision.safekeeping.databases import (
    is_empty,
    is_there,
    opened,
    put_aside,
    sound,
    take_in,
    vendor,
)
from luoshi_web.supervision.safekeeping.files import KEPT, look_through

_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there again. ``aside``: where that lies which was there before. ``waits``: migrations still to be done."""

    acts: int
    files: int
    aside: Path | None
    waits: bool


def restore(archive: Path, *, replace: bool, at: datetime) -> Restored:
    """Raises :class:`CommandError` where the archive is not whole, is another database's, or something is here already."""
    if not is_empty() and not replace:
        raise CommandError(
            f"this installation is not empty ({_here()}): nothing was touched. With --replace it is put aside as a file first"
        )
    folder = Path(settings.MEDIA_ROOT).parent / "restoring"
    shutil.rmtree(folder, ignore_errors=True)  # what a killed restore left
    folder.mkdir(parents=True, mode=0o700)
    try:
        said = _unpacked(archive, folder)
        _fits(said)
        _look_at(folder, said)
        aside = _aside(at) if not is_empty() else None
        _place_files(folder)
        if apart():  # first: while the office is empty, the same command goes on
            if is_there(PORTAL):
                _aside(at, PORTAL)
            take_in(folder / OF_PORTAL, PORTAL)
        take_in(folder / DATABASE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _looked_at_again(said, aside, at)


def _here() -> str:
    found = head()
    return f"{found[0]} acts" if found else "people, but no acts"


def _unpacked(archive: Path, folder: Path) -> dict[str, Any]:
    """Every member to its place in the folder, held against the manifest, which comes last."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(archive, "r:") as given:
            for member in given:
                name = PurePosixPath(member.name)
                known = member.name in {MANIFEST, DATABASE, OF_PORTAL, DAYS} or member.name.startswith(FILES)
                if not member.isfile() or not known or ".." in name.parts:
                    raise CommandError(f"{archive}: holds {member.name}, which no backup does")
                found[member.name] = _written(given, member, folder / name)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CommandError(f"{archive}: not a whole backup ({error})") from error
    if MANIFEST not in found:
        raise CommandError(f"{archive}: not a whole backup: it was cut short")
    said: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    listed = {each["name"]: each["sha256"] for each in said["files"]}
    del found[MANIFEST]
    if listed != found:
        wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
        raise CommandError(f"{archive}: not what was backed up: {', '.join(wrong[:5])}")
    return said


def _written(given: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    digest, stream = hashlib.sha256(), given.extractfile(member)
    assert stream is not None  # a file, as was asked
    with place.open("wb") as out:
        while step := stream.read(_STEP):
            digest.update(step)
            out.write(step)
    if place.stat().st_size != member.size:
        raise EOFError("it was cut short")
    return digest.hexdigest()


def _fits(said: Mapping[str, Any]) -> None:
    if said["format"] != FORMAT:
        raise CommandError(f"a backup of form {said['format']}, which this edition does not read")
    if said["database"] != vendor():
        raise CommandError(
            f"a backup of {said['database']}; this installation stands on {vendor()}: set LUOSHI_DATABASE to match"
        )
    portal = vendor(PORTAL) if apart() else ""
    if said.get("portal", "") != portal:
        raise CommandError(
            f"in the backup the portal's own database is {said.get('portal') or 'none'}, here it is {portal or 'none'}: set LUOSHI_PORTAL_DATABASE to match"
        )
    known = {
        f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }
    if strange := sorted(set(said["migrations"]) - known):
        raise CommandError(f"a backup of a newer edition ({strange[0]}): install that edition first")


def _look_at(folder: Path, said: Mapping[str, Any]) -> None:
    """SQLite: sound, its log holds and ends at the head that was noted, and every file that it names came along.

    PostgreSQL's dump is known by its digest alone; it is looked at once it is in place.
    """
    if said.get("portal") == "sqlite" and not sound(folder / OF_PORTAL):
        raise CommandError("the portal's database of the backup is damaged")
    if vendor() != "sqlite":
        return
    database = folder / DATABASE
    if not sound(database):
        raise CommandError("the database of the backup is damaged")
    with opened(database) as alias:
        _log_holds(said, alias)
        for kind in KEPT:
            for place in kind.objects.using(alias).values_list("content", flat=True):
                if not (folder / FILES / place).exists() and not _was_lacking(said, place):
                    raise CommandError(f"{place} is named by the database and is not in the backup")


def _was_lacking(said: Mapping[str, Any], place: str) -> bool:
    """A file that was lost before the backup was made is not the backup's fault."""
    return f"{FILES}{place}" not in {each["name"] for each in said["files"]}


def _log_holds(said: Mapping[str, Any], alias: str) -> None:
    noted = (said["head"]["number"], said["head"]["digest"])
    own = head(using=alias) or (0, GENESIS)
    if own != noted:
        raise CommandError(f"the log ends at act {own[0]}, the backup was made at act {noted[0]}")
    for fault in breaks(links(using=alias), noted):
        raise CommandError(f"the log does not hold: {fault.sentence}")


def _aside(at: datetime, of: str = "default") -> Path:
    """What is here stays as a file; it is written under another name first, so that a kill leaves no half of it."""
    name = "before-restore" if of == "default" else f"before-restore-{of}"
    place = Path(settings.MEDIA_ROOT).parent / f"{name}-{at:%Y%m%d%H%M%S}.{vendor(of)}"
    begun = place.with_suffix(".part")
    begun.unlink(missing_ok=True)
    put_aside(begun, of)
    os.chmod(begun, 0o600)
    begun.rename(place)
    return place


def _place_files(folder: Path) -> None:
    """Files before the database: one that no row names does no harm, a row whose file is not there does."""
    kept = folder / FILES
    for source in sorted(path for path in kept.rglob("*") if path.is_file()):
        place = Path(default_storage.path(source.relative_to(kept).as_posix()))
        place.parent.mkdir(parents=True, exist_ok=True)
        source.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
        source.replace(place)
    if (folder / DAYS).exists():
        (folder / DAYS).replace(settings.OFFICE_DAYS)


def _looked_at_again(said: Mapping[str, Any], aside: Path | None, at: datetime) -> Restored:
    """In place: the log and the files once more. Everybody logs in anew; that it was restored is an act."""
    _log_holds(said, "default")
    wrong = [one.place for one in look_through() if one.state != "whole"]
    lost = [place for place in wrong if not _was_lacking(said, place)]
    if lost:
        raise CommandError(f"files did not come back: {', '.join(lost[:5])}")
    Session.objects.all().delete()
    loader = MigrationLoader(connections["default"])
    waits = bool(set(loader.disk_migrations) - set(loader.applied_migrations))
    acts = said["head"]["number"]
    if not waits:
        with transaction.atomic():
            details = {"made_at": said["made_at"], "acts": acts, "lacking": len(wrong)}
            record(actor=MACHINE, verb="office.restore", details=details, at=at)
    files = sum(each["name"].startswith(FILES) for each in said["files"])
    return Restored(acts, files, aside, waits)
