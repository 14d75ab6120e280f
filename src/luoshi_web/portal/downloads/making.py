"""How the files are made: those of each place first, of which those of all places are put together. Places that did not change keep theirs.

A run writes into a folder of its own; one rename shows it, and what was there before is deleted: a line taken back is on no disk any more.
"""

import csv
import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import polars as pl

from luoshi import __version__
from luoshi.ledger.export.csvs import cell
from luoshi_web.portal import told
from luoshi_web.portal.answers import LICENCE
from luoshi_web.portal.downloads.columns import COLUMNS, row, schema
from luoshi_web.portal.downloads.shelf import CURRENT, FILES, KINDS, SCHEMA, Held, current, held_of
from luoshi_web.portal.models import Line, Place
from luoshi_web.portal.selectors import site_release

_FORMAT = f"1-{__version__}"
_TOGETHER = 1000
_TYPES: dict[type, Any] = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}


class Meanwhile(Exception):
    """Something was released or taken back while the files were made: what was there before stays, and is given only as far as it is still true."""


def make(folder: Path, *, now: datetime, daily: str = "") -> list[Held]:
    """Make all files below ``folder``, or keep them where nothing has changed. ``daily`` is the time at which somebody asks for it every day: the page says it.

    :raises Meanwhile: where something was released while it ran.
    """
    folder.mkdir(parents=True, exist_ok=True)
    release, before = site_release(), current(folder)
    if before is not None and before["release"] == release and before["format"] == _FORMAT:
        return held_of(folder, before)
    known = (
        {held.name: held for held in held_of(folder, before)}
        if before and before["format"] == _FORMAT
        else {}
    )
    new = Path(tempfile.mkdtemp(prefix=f"r{release}-", dir=folder))
    new.chmod(0o755)
    try:
        files = _all(new, folder / before["folder"] if before else None, known, release)
        (new / SCHEMA).write_text(_text(schema()), encoding="utf-8")
        if site_release() != release:
            raise Meanwhile
        whole = [held.said() for held in files if not held.place]
        said = {
            "format": _FORMAT, "release": release, "folder": new.name, "made_at": now.isoformat(timespec="seconds"), "licence": LICENCE,
            "daily": daily, "files": whole,
        }  # fmt: skip
        (new / FILES).write_text(_text(said | {"files": [held.said() for held in files]}), encoding="utf-8")
        beside = new / CURRENT
        beside.write_text(_text(said), encoding="utf-8")
        beside.replace(folder / CURRENT)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for other in folder.iterdir():
        if other.is_dir() and other.name != new.name:
            shutil.rmtree(other, ignore_errors=True)
    return files


def _text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _all(new: Path, old: Path | None, known: dict[str, Held], release: int) -> list[Held]:
    of_places: list[Held] = []
    years: Counter[int] = Counter()
    for place in Place.objects.filter(reports__isnull=False).distinct().order_by("pk"):
        some = [known.get(f"{place.pk}.{kind}") for kind in KINDS]
        if old is not None and all(held and held.release == place.release for held in some):
            for held in filter(None, some):
                os.link(old / held.name, new / held.name)
                of_places.append(held)
        else:
            of_places += _of_place(new, place)
        for year, count in of_places[-1].years.items():
            years[int(year)] += count
    names = {kind: [new / held.name for held in of_places if held.kind == kind] for kind in KINDS}
    with gzip.GzipFile(new / "lines.csv.gz", "wb", mtime=0) as out:
        _heading(out)
        _poured(names["csv"], out, skip=1)
    with gzip.GzipFile(new / "lines.jsonl.gz", "wb", mtime=0) as out:
        _poured(names["jsonl"], out)
    if names["parquet"]:
        pl.scan_parquet(names["parquet"]).sink_parquet(new / "lines.parquet", compression="zstd")
    else:
        _frame([]).write_parquet(new / "lines.parquet", compression="zstd")
    in_order = {str(year): years[year] for year in sorted(years)}
    whole = [
        _weighed(new / name, kind, "", release, in_order)
        for name, kind in (("lines.csv.gz", "csv"), ("lines.jsonl.gz", "jsonl"), ("lines.parquet", "parquet"))
    ]
    return [*whole, *of_places]


def _of_place(new: Path, place: Place) -> list[Held]:
    """The three files of a place."""
    years: Counter[int] = Counter()
    rows: list[dict[str, Any]] = []
    paths = {kind: new / f"{place.pk}.{kind}" for kind in KINDS}
    with paths["jsonl"].open("wb") as lines, paths["csv"].open("wb") as table:
        _heading(table)
        for line in _lines(place):
            said = told.line(line)
            flat = row(said)
            lines.write(
                json.dumps(said | {"licence": LICENCE}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            )
            table.write(_csv_row(map(cell, flat.values())))
            rows.append(flat)
            years[line.year] += 1
    _frame(rows).write_parquet(paths["parquet"], compression="zstd")
    in_order = {str(year): years[year] for year in sorted(years)}
    return [_weighed(path, kind, place.pk, place.release, in_order) for kind, path in paths.items()]


def _lines(place: Place) -> Iterator[Line]:
    """In reading order, a report at a time, which is one object for all its lines; no text is read."""
    for report in place.reports.order_by("year").defer("text"):
        lines = Line.objects.filter(report=report).select_related("outcome").order_by("number", "pk")
        for line in lines.iterator(chunk_size=_TOGETHER):
            line.report, line.place = report, place
            yield line


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: _TYPES[kind] for name, kind in COLUMNS.items()}, orient="row")


def _heading(out: IO[bytes] | gzip.GzipFile) -> None:
    """With the mark by which spreadsheets know UTF-8."""
    out.write(b"\xef\xbb\xbf" + _csv_row(COLUMNS))


class _Last:
    """What a writer of CSV wrote last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _csv_row(cells: Iterable[Any]) -> bytes:
    last = _Last()
    csv.writer(last).writerow(cells)
    return last.text.encode("utf-8", "replace")


def _poured(paths: Iterable[Path], out: gzip.GzipFile, skip: int = 0) -> None:
    """One file behind the other; of each the first lines are left out."""
    for path in paths:
        with path.open("rb") as held:
            for _number in range(skip):
                held.readline()
            shutil.copyfileobj(held, out)


def _weighed(path: Path, kind: str, place: str, release: int, years: dict[str, int]) -> Held:
    with path.open("rb") as held:
        digest = hashlib.file_digest(held, "sha256").hexdigest()
    return Held(path.name, kind, place, release, sum(years.values()), path.stat().st_size, digest, years)
