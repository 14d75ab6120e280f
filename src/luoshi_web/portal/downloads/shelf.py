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


def shown() -> tuple[Path, dict[str, Any]] | None:
    """The folder and what is shown of it now; None where there is none."""
    folder = shelf()
    now = current(folder) if folder else None
    return (folder, now) if folder and now else None


def held_of(folder: Path, now: dict[str, Any] | None) -> list[Held]:
    """Every file of what is shown now."""
    said = _read(folder / now["folder"] / FILES) if now else None
    return [Held(**one) for one in said["files"]] if said else []


def of_all_places() -> tuple[list[Held], str, str, bool]:
    """The files of all places, when they were made, the time of day at which they are made anew at the latest (empty where nobody said so),
    and whether they may be given."""
    found = shown()
    if found is None:
        return [], "", "", False
    _folder, now = found
    files = [Held(**one) for one in now["files"]]
    return files, now["made_at"], now.get("daily", ""), now["release"] == site_release()


def stamp() -> str:
    """Another for every run that made files: pages that name them are known by it."""
    found = shown()
    return found[1]["folder"] if found else ""


def of_place(place: Place) -> list[str]:
    """The names of a place's files, as far as they may be given."""
    found = shown()
    if found is None:
        return []
    folder, now = found
    names = [f"{place.pk}.{kind}" for kind in KINDS]
    return to_be_given([name for name in names if (folder / now["folder"] / name).is_file()], folder, now)


def to_be_given(names: list[str], folder: Path, now: dict[str, Any]) -> list[str]:
    """Those of the files of which nothing was released or taken back since: of a place's file, of that place."""
    if not names or now["release"] == site_release():
        return names
    made = {held.name: held for held in held_of(folder, now)}
    places = {made[name].place for name in names if name in made}
    releases = dict(Place.objects.filter(pk__in=places).values_list("pk", "release"))
    return [
        name
        for name in names
        if name == SCHEMA or (name in made and releases.get(made[name].place) == made[name].release)
    ]


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
