"""The whole office as one file: the database of one moment, every file that it names, and what makes sure that they came back as they were.

``manifest.json`` is written last: an archive without it was cut short. It holds the digest of everything and the head of the log.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from luoshi_web.audit.chain import GENESIS, moment
from luoshi_web.audit.selectors import head
from luoshi_web.portal.database import PORTAL, apart
from luoshi_web.supervision.safekeeping.databases import put_aside, snapshot, vendor
from luoshi_web.supervision.safekeeping.files import KEPT

FORMAT = 1
MANIFEST, DATABASE, FILES, DAYS = "manifest.json", "database", "files/", "days.toml"
OF_PORTAL = "portal-database"
"""The portal's own, where it has one: written after the office's, so that what the office counts as told is in it."""


@dataclass(slots=True)
class Made:
    """What a backup holds. ``lacking`` are places whose file is not what was stored, which no backup can mend."""

    acts: int = 0
    files: int = 0
    lacking: list[str] = field(default_factory=list)


def back_up(target: Path, *, at: datetime) -> Made:
    """Write the archive; it has its name only when it is whole. Raises :class:`CommandError`."""
    if target.exists():
        raise CommandError(f"{target} is there already: a backup is never written over another")
    begun = target.with_name(f"{target.name}.part")
    begun.unlink(missing_ok=True)
    made = Made()
    with TemporaryDirectory(dir=target.parent, prefix=".luoshi-") as folder:
        database = Path(folder) / DATABASE
        with snapshot(database) as alias, begun.open("xb") as file:
            os.chmod(begun, 0o600)
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
                said = _said(alias, at)
                made.acts = said["head"]["number"]
                said["files"] = list(_added(archive, alias, database, made))
                if apart():
                    put_aside(portal := Path(folder) / OF_PORTAL, PORTAL)
                    said["files"].append(_from_disk(archive, OF_PORTAL, portal))
                _add(archive, MANIFEST, json.dumps(said, ensure_ascii=False, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
    begun.rename(target)
    return made


def _said(alias: str, at: datetime) -> dict[str, Any]:
    number, digest = head(using=alias) or (0, GENESIS)
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return {
        "format": FORMAT,
        "made_at": moment(at),
        "edition": version("luoshi"),
        "database": vendor(),
        "portal": vendor(PORTAL) if apart() else "",
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "head": {"number": number, "digest": digest},
    }


def _added(archive: tarfile.TarFile, alias: str, database: Path, made: Made) -> Iterator[dict[str, Any]]:
    """Everything but the manifest goes in; yields what it says of each."""
    yield _from_disk(archive, DATABASE, database)
    days = Path(settings.OFFICE_DAYS)
    if days.exists():
        yield _add(archive, DAYS, days.read_bytes())
    known: set[str] = set()
    for kind in KEPT:
        rows = kind.objects.using(alias).order_by("pk").values_list("content", "sha256")
        for place, sha256 in rows.iterator(chunk_size=500):
            if place in known:
                continue
            known.add(place)
            try:
                with default_storage.open(place) as stored:
                    content = stored.read()
            except OSError:
                content = b""
            if hashlib.sha256(content).hexdigest() != sha256:
                made.lacking.append(place)
                continue
            made.files += 1
            yield _add(archive, FILES + place, content)


def _from_disk(archive: tarfile.TarFile, name: str, file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    archive.add(file, name)
    return {"name": name, "sha256": digest, "size": file.stat().st_size}


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> dict[str, Any]:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, BytesIO(content))
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
