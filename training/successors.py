"""Which places an abolished one became → ``src/luoshi/vocabulary/data/successors.tsv``.

    python -m training.successors AREACODES > src/luoshi/vocabulary/data/successors.tsv

``AREACODES`` is a checkout of the repository ``yescallop/areacodes`` (CC0), whose files ``diff/YEAR-YEAR.diff`` name for each code that was given up
the divisions that have its territory since (``-330104 江干区>上城区,钱塘区``; its diff-spec.md says how). A row is made of each division of ``places.tsv``
that became several, or one of another name and another code: what goes on under its name or its code the list of places says itself. What
cannot be told apart is named on standard error, and nothing is written.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from luoshi.vocabulary.places import TABLE, Division, gazetteer

HEADER = f"""\
# Which divisions of {TABLE} have the territory of one that was given up: its code, its name, the last year in which it was listed, and those that
# followed in the year after, with their codes. Only where they are several, or one of another name and another code.
# Source: the files diff/YEAR-YEAR.diff of the repository yescallop/areacodes (CC0 1.0), looked up on 2026-12-03; made by training/successors.py."""

# `-330104<tab>江干区>上城区,钱塘区`; `-132400 保定地区` names none: its counties do.
_GIVEN_UP = re.compile(r"-(\d{6})[\t ]([^>]+)(?:>(.+))?")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_MISPRINTED = {"祯江区": "浈江区"}


class Line(NamedTuple):
    """A code that was given up in ``year``, and the names that the file has for what followed."""

    year: int
    code: str
    name: str
    named: tuple[str, ...]


class NotToldApartError(Exception):
    """A line whose division, or one that follows it, is none of the list or one of several."""


def main() -> int:
    lines = list(lines_of(Path(sys.argv[1])))
    told, untold = followed(lines)
    for error in untold:
        print(error, file=sys.stderr)
    if untold:
        return 1
    print(HEADER)
    for division, those in sorted(told.items()):
        print(
            division.code,
            division.name,
            division.last,
            ",".join(f"{d.code} {d.name}" for d in those),
            sep="\t",
        )
    return 0


def lines_of(areacodes: Path) -> Iterator[Line]:
    """The codes given up from year to year; files of months say nothing more."""
    for path in sorted((areacodes / "diff").glob("*.diff")):
        years = _YEARS.fullmatch(path.stem)
        if years is None or years[2] < "1994":
            continue  # places.tsv begins with what stood in 1993
        for text in path.read_text(encoding="utf-8").splitlines():
            if (found := _GIVEN_UP.fullmatch(text.strip())) is not None:
                named = tuple(name for name in (found[3] or "").split(",") if name and name[-1] != "?")
                yield Line(int(years[2]), found[1], found[2], named)


def followed(lines: list[Line]) -> tuple[dict[Division, tuple[Division, ...]], list[NotToldApartError]]:
    """What followed each division, where :data:`places.tsv` does not say it itself; and the lines that cannot be told."""
    told: dict[Division, tuple[Division, ...]] = {}
    untold: list[NotToldApartError] = []
    for line in lines:
        try:
            division = _division(line)
            those = _those(line, division, lines)
        except NotToldApartError as error:
            untold.append(error)
            continue
        if those and not _said(division, those):
            told[division] = those
    return told, untold


def _said(division: Division, those: tuple[Division, ...]) -> bool:
    """Does the list of places say it itself? The one that followed began then under the same code, or alone under the same name."""
    if len(those) > 1 or those[0].level != division.level or those[0].first != (division.last or 0) + 1:
        return False
    follower, province = those[0], division.code[:2]
    near = [d for d in gazetteer().divisions if d.code[:2] == province and d.level == division.level]
    began = [d for d in near if d.short == division.short and d.first == follower.first]
    if began:
        return began == [follower]
    by_name = any(
        d.short == follower.short and d.last == division.last for d in near
    )  # 綦江县, where 万盛区 and it are 綦江区
    return follower.code == division.code and not by_name


def _division(line: Line) -> Division:
    """The division of the list: of that code and name, else of that name in the province, given up in that year."""
    every = [
        d
        for d in gazetteer().named_ever(line.name)
        if d.last is not None and abs(d.last + 1 - line.year) <= 1
    ]
    for found in (
        [d for d in every if d.code == line.code],
        [d for d in every if d.code[:2] == line.code[:2] and d.code[2:4] == line.code[2:4]],
        [d for d in every if d.code[:2] == line.code[:2]],
    ):
        if len(found) == 1:
            return found[0]
    raise NotToldApartError(f"{line.year}: {line.code} {line.name} is none of the list, or several")


def _those(line: Line, division: Division, lines: list[Line]) -> tuple[Division, ...]:
    if line.named:
        return tuple(dict.fromkeys(_named(name, line, division) for name in line.named))
    if not line.code.endswith("00"):
        return ()
    inner = [
        other
        for other in lines
        if other.year == line.year and other.code[:4] == line.code[:4] and other.named
    ]
    counties = [county for other in inner for county in _those(other, _division(other), lines)]
    outer = [gazetteer().coded(f"{county.code[:4]}00", line.year) for county in counties]
    if not any(outer):  # 重庆: no prefecture lies between the province and what it rules
        outer = [gazetteer().coded(f"{county.code[:2]}0000", line.year) for county in counties]
    return tuple(dict.fromkeys(found for found in outer if found is not None and found != division))


def _named(name: str, line: Line, division: Division) -> Division:
    """The nearest division of that name that stood when the other was given up: ``_`` and ``#`` its own name, ``.`` its own code."""
    name = name.rstrip("!")
    name = line.name if name in ("_", "#") else _MISPRINTED.get(name, name)
    if name == ".":
        every = [d for d in gazetteer().divisions if d.code == line.code]
    else:
        every = list(gazetteer().named_ever(name)) or _within(name)
    year = (division.last or line.year) + 1
    others = [d for d in every if d != division]
    standing = [d for d in others if d.stood_in(year)] or [d for d in others if d.stood_in(year + 1)]
    for digits in (4, 2, 0):
        near = [d for d in standing if d.code[:digits] == division.code[:digits]]
        near = [d for d in near if d.level == division.level] or near
        if len(near) == 1:
            return near[0]
        if near:
            break
    raise NotToldApartError(
        f"{line.year}: {name}, which follows {line.code} {line.name}, is none of the list, or several"
    )


def _within(name: str) -> list[Division]:
    """重庆市江北区: 江北区 of 重庆市."""
    return [
        inner
        for cut in range(2, len(name) - 1)
        for outer in gazetteer().named_ever(name[:cut])
        for inner in gazetteer().named_ever(name[cut:])
        if inner.code.startswith(outer.code.rstrip("0"))
    ]


if __name__ == "__main__":
    raise SystemExit(main())
