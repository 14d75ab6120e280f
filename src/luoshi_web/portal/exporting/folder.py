"""The folder of an export: written beside and then renamed, so that it is whole or not there; and what it no longer has."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MADE = "export.json"
_MADE_BY = "luoshi"


class NotOurs(Exception):
    """The folder holds something else, which no export writes over."""


@contextmanager
def written_beside(out: Path) -> Iterator[Path]:
    """A new folder that takes the place of ``out`` when all is written; stopped before, ``out`` is as it was.

    :raises NotOurs: where ``out`` is no earlier export and not empty.
    """
    new, old = (out.with_name(f".{out.name}.{kind}") for kind in ("new", "old"))
    if old.exists() and not out.exists():
        old.rename(out)  # a run before was killed between its two renames
    check(out)
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        yield new
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)


def check(out: Path) -> None:
    if not out.exists() and not out.is_symlink():
        return
    ours = (
        out.is_dir()
        and not out.is_symlink()
        and (not any(out.iterdir()) or _said(out / MADE).get("made_by") == _MADE_BY)
    )
    if not ours:
        raise NotOurs(str(out))


def sign(folder: Path, **said: Any) -> None:
    """Say in the folder itself what it is."""
    _write(folder / MADE, {"made_by": _MADE_BY, **said})


def removed_beside(out: Path) -> Path:
    """Beside the folder and not in it: whoever copies the pages to another place deletes these files there, and no reader is told of them."""
    return out.with_name(f"{out.name}.removed.json")


def say_removed(out: Path, new: Path, taken_back: Iterable[dict[str, str]], day: str) -> list[str]:
    """Write what earlier exports had under this name and the new one has not; returns what went with this one."""
    here = set(_files(new))
    earlier = {one["file"]: one for one in _said(removed_beside(out)).get("files", ())}
    gone = sorted(set(_files(out)) - here) if out.exists() else []
    held = {name: one for name, one in earlier.items() if name not in here}
    held |= {name: {"file": name, "on": day} for name in gone}
    _write(
        removed_beside(out), {"files": [held[name] for name in sorted(held)], "taken_back": list(taken_back)}
    )
    return gone


def _files(folder: Path) -> Iterator[str]:
    for root, _folders, names in os.walk(folder):
        below = os.path.relpath(root, folder)
        for name in names:
            yield name if below == "." else f"{below}/{name}".replace(os.sep, "/")


def _said(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, said: dict[str, Any]) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)
