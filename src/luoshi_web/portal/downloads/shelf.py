"""Where the files lie, and which of them may be given: none that is older than what is released now, since it might hold what was taken back."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from luoshi_web.portal.models import Place
from luoshi_web.portal.selectors import site_release

CURRENT, FILES, SCHEMA = "current.json", "files.json", "schema.json"
KINDS = ("csv", "jsonl", "parquet")


@dataclass(frozen=True, slots=True)
class Held:
    """A file: of all places where ``place`` is empty. ``release`` is the site's or the place's number when it was made; ``years`` count its rows."""

    name: str
    kind: str
    place: str
    release: int
    rows: int
    size: int
    sha256: str
    years: dict[str, int]

    def said(self) -> dict[str, Any]:
        return asdict(self)


def shelf() -> Path | None:
    """The folder that the settings name."""
    said = getattr(settings, "PORTAL_DOWNLOADS", None)
    return Path(said) if said else None


def current(folder: Path) -> dict[str, Any] | None:
    """What is shown now: its release, its folder, the files of all places."""
    return _read(folder / CURRENT)


def held_of(folder: Path) -> list[Held]:
    """Every file that is shown now."""
    now = current(folder)
    said = _read(folder / now["folder"] / FILES) if now else None
    return [Held(**one) for one in said["files"]] if said else []


def of_all_places() -> tuple[list[Held], str, bool]:
    """The files of all places, when they were made, and whether they may be given."""
    folder = shelf()
    now = current(folder) if folder else None
    if now is None:
        return [], "", False
    return [Held(**one) for one in now["files"]], now["made_at"], now["release"] == site_release()


def stamp() -> str:
    """Another for every run that made files: pages that name them are known by it."""
    folder = shelf()
    now = current(folder) if folder else None
    return now["folder"] if now else ""


def of_place(place: Place) -> list[str]:
    """The names of a place's files, as far as they may be given."""
    folder = shelf()
    now = current(folder) if folder else None
    if folder is None or now is None:
        return []
    names = [f"{place.pk}.{kind}" for kind in KINDS]
    return [name for name in names if (folder / now["folder"] / name).is_file() and may_be_given(name, now)]


def may_be_given(name: str, now: dict[str, Any]) -> bool:
    """Whether nothing was released or taken back since: of a place's file, of that place."""
    if now["release"] == site_release():
        return True
    if name == SCHEMA:
        return True
    folder = shelf()
    key = name.partition(".")[0]
    known = next((held for held in (held_of(folder) if folder else ()) if held.name == name), None)
    return (
        bool(known and known.place)
        and Place.objects.filter(pk=key, release=known.release if known else -1).exists()
    )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
