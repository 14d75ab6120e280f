"""What the names of files say, held against what the texts say.

Real collections mislabel: a file named 台州 holds the report of the nation, one of 2013 that of 2012. The text is believed and
the name doubted; only where the text says nothing is the name a guess, and marked as one (``Front.guessed``).
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast, get_args

from luoshi.ledger.report import Report
from luoshi.outline import Place
from luoshi.outline.file_name import read_name
from luoshi.vocabulary.places import gazetteer, short_name

Doubt = Literal[
    "year_differs",
    "year_outvoted",
    "place_differs",
    "no_year",
    "no_place",
    "not_a_report",
    "incomplete",
    "no_targets",
]
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
_STATES = 5  # results in a text that is more than a page of one
_RANKS = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡")


class Said(NamedTuple):
    """What a name says: the place as the name has it (`朝阳`), its code where it means one place beyond doubt, the year."""

    place: str | None
    code: str | None
    year: int | None


class Told(NamedTuple):
    """A doubt with its sentence in both languages."""

    code: Doubt
    chinese: str
    english: str


def said_by_name(document: str) -> Said:
    """What the key of a document says: its file's name, then the folders and archives that it lies in."""
    written, place, year = read_name(document)
    return Said(written, place.code if place else None, year)


def doubts(report: Report, said: Said) -> tuple[Doubt, ...]:
    """The codes of what is to be doubted, in the order of ``DOUBTS``."""
    found = set(_doubts(report, said))
    return tuple(code for code in DOUBTS if code in found)


def told(document: str, report: Report, said: Said) -> tuple[Told, ...]:
    """The doubts of a document with their sentences."""
    return tuple(
        Told(code, *(_sentence(code, language, document, report, said) for language in ("zh", "en")))
        for code in doubts(report, said)
    )


def _doubts(report: Report, said: Said) -> Iterator[Doubt]:
    front = report.front
    if front.year is None or "year" in front.guessed:
        yield "no_year"
    elif said.year is not None and said.year != front.year and str(said.year) != (front.date or "")[:4]:
        yield "year_differs"  # a report of December 2018 for 2019 may be filed under either
    if front.year is not None and any(notice.kind == "year_outvoted" for notice in report.notices):
        yield "year_outvoted"
    if front.place is None or "place" in front.guessed:
        yield "no_place"
    elif said.place is not None and not one_place(front.place, said):
        yield "place_differs"
    if any(notice.kind == "not_a_report" for notice in report.notices):
        yield "not_a_report"
    elif not front.complete:
        yield "incomplete"
    if _has_no_targets(report):
        yield "no_targets"


def _has_no_targets(report: Report) -> bool:
    """A report that states results and sets no target for its year: its list of targets was not found, or read as results."""
    if report.front.kind == "communique":
        return False
    values = [entry.kind for entry in report.entries if entry.low is not None or entry.high is not None]
    return values.count("result") >= _STATES and "target" not in values


def one_place(place: Place, said: Said) -> bool:
    """May a report of ``place`` stand under that name?

    It may where both are one place under whatever name (`清苑`, `保定市清苑区`, `清苑县`), and where the name is that of a
    superior (`浙江省/2013-3.txt` holds 宁波市's). Not the other way round: a file of 宁波市 that holds the report of 浙江省 is mislabelled.
    """
    if said.place is None:
        return True
    if (place.level == "national") is not (said.place == "全国"):
        return False
    if place.level == "national":
        return True
    if place.code is not None and said.code is not None and _above(said.code, place.code):
        return True
    if said.place in place.name or said.place.endswith(place.name):
        return True  # `鄞州区` of `宁波市鄞州区姜山镇`; `云岭省临河市` of a text that calls itself 临河市
    return _same_name(place, said)


def _above(above: str, below: str) -> bool:
    """`330000` ⊇ `330200` ⊇ `330212`."""
    head = above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") else above
    return below.startswith(head)


def _same_name(place: Place, said: Said) -> bool:
    """`保定市清苑区` and `清苑县` by their last words without rank; where both have a code, in one prefecture."""
    if place.code is not None and said.code is not None and place.code[:4] != said.code[:4]:
        return False
    return _short(place, place.code) == _short(said.place, said.code)


def _short(name: Place | str | None, code: str | None) -> str:
    division = gazetteer().coded(code) if code else None
    written = name.name if isinstance(name, Place) else name or ""
    if division is not None and (written.endswith((division.name, division.short))):
        return division.short
    start = max((written.rfind(rank, 0, len(written) - 2) for rank in _RANKS), default=-1) + 1
    return short_name(written[start:])


def _sentence(code: Doubt, language: Literal["zh", "en"], document: str, report: Report, said: Said) -> str:
    front, words = report.front, _sentences()
    value: object = None
    if code in ("no_year", "year_differs"):
        guessed, value = "year" in front.guessed, said.year
    else:
        guessed, value = "place" in front.guessed, said.place
    if guessed and code == "no_place" and front.place is not None:
        value = front.place.name
    if guessed and code == "no_year" and language == "zh":
        value = f" {value} 年"
    guess = words["guessed" if guessed else "unknown"][language].format(said=value)
    place = front.place.name if front.place else None
    return words[code][language].format(
        document=document, year=front.year, place=place, said=value, guess=guess
    )


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = files("luoshi.corpus").joinpath("data/doubts.toml").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], tomllib.loads(text))
