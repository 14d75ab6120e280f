"""What the words of a cell say: days, amounts, names, codes. Pure. What they do not say is not made up: a month is no day, a sum without a unit is in
the unit of its heading."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from unicodedata import normalize

from luoshi_web.supervision.workbooks.grid import Cell

_SERIAL = (36_526, 73_050)
"""Days from 30 December 1899 that spreadsheets count: 2000 to 2099."""
_MONTH, _OF_MONTH = r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])(?:日|号)?"
_DAY = re.compile(rf"^(20\d\d)(?:年|[.\-/]){_MONTH}(?:(?:月|[.\-/]){_OF_MONTH}|月)?$")
_SHORT = re.compile(rf"^(?:(\d\d)(?:年|[.\-/]))?{_MONTH}(?:月|[.\-/])(?:{_OF_MONTH})?$")
_EIGHT = re.compile(r"^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_YEAR = re.compile(r"^(20\d\d)年?(?:底|末)?(?:之?前)?$")
_WORDS_BEHIND = re.compile(r"(?:底|末|份|之?前|以前|内)+$")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?$")
_SCALES = {
    "元": 1,
    "千元": 10**3,
    "万元": 10**4,
    "百万元": 10**6,
    "亿元": 10**8,
    "万": 10**4,
    "亿": 10**8,
    "": 0,
}
_SUM = re.compile(r"^(-?\d+(?:\.\d+)?)(百万元|千元|万元|亿元|元|万|亿)?(?:人民币)?$")
_UNIT = re.compile(r"百万元|千元|万元|亿元|元")
_NAMES = re.compile(r"[、，,;；/\n]+|\s+(?=[\u4e00-\u9fff]{2,})")
_NONE = re.compile(r"^(?:[-—–/\\]+|无|暂无|空)$")
_TRUE, _FALSE = re.compile(r"^(?:是|已|有|√|✓|1|Y|yes|公开|主动公开|全文公开)", re.IGNORECASE), re.compile(r"^(?:否|未|无|没有|×|✗|0|N|no|不)", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is to be told of a cell: ``code`` names a sentence, ``facts`` fill it in."""

    cell: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


def plain(text: str) -> str:
    """Without full-width figures and letters, and without blanks; "" for what means nothing: — / 无."""
    said = normalize("NFKC", text).strip()
    return "" if _NONE.match(said) else said


def day_of(cell: Cell, year: int, *, limit: bool = False) -> tuple[date | None, str, Mapping[str, str]]:
    """A day as offices write it: 2026.3.1, 2026年3月1日, 3月1日, 20260301, 26.3.1, a spreadsheet's serial number or its own day.

    With a code where something is to be told. For a ``limit`` a month is its last day, a year its last.

    >>> day_of(Cell("A1", "2026.3.1"), 2026)
    (datetime.date(2026, 3, 1), '', {})
    """
    if isinstance(cell.value, date):
        return cell.value, "", {}
    text = _TIME.sub("", plain(cell.text)).replace(" ", "").replace("\n", "").rstrip("。.")
    if not text:
        return None, "", {}
    serial = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if serial and _SERIAL[0] <= int(serial[1]) <= _SERIAL[1]:
        return date(1899, 12, 30) + timedelta(days=int(serial[1])), "", {}
    if found := _EIGHT.match(text):
        return _made(int(found[1]), int(found[2]), int(found[3]), cell.text)
    if limit:
        text = _WORDS_BEHIND.sub("", text)
        if named := _YEAR.match(text):
            return date(int(named[1]), 12, 31), "", {}
    found = _DAY.match(text) or _SHORT.match(text)
    if found is None:
        return None, "import_day", {"text": cell.text}
    of_year, month, day = found[1], int(found[2]), found[3]
    if day is None and not limit:
        return None, "import_month", {"text": cell.text}
    if of_year is not None and len(of_year) == 2 and day is None:
        return None, "import_day", {"text": cell.text}  # 26.3 is a number as well
    full = year if of_year is None else int(of_year) if len(of_year) == 4 else 2000 + int(of_year)
    made = _made(full, month, monthrange(full, month)[1] if day is None else int(day), cell.text)
    if of_year is None and made[0] is not None:
        return made[0], "import_year", {"text": cell.text, "year": str(year)}
    return made


def _made(year: int, month: int, day: int, text: str) -> tuple[date | None, str, Mapping[str, str]]:
    try:
        return date(year, month, day), "", {}
    except ValueError:
        return None, "import_day", {"text": text}


def unit_of(heading: str) -> int:
    """What a heading says its amounts are in, in 元; 0 where it says nothing: 投资额（万元）."""
    found = _UNIT.findall(normalize("NFKC", heading))
    return _SCALES[found[-1]] if found else 0


def amount_of(text: str, *, heading: int, unit: int, places: int) -> tuple[Decimal | None, str]:
    """An amount in ``unit`` (元 of it): by the unit behind the number, else by the heading's. With a code where it cannot be told.

    >>> amount_of("3,500万元", heading=0, unit=10**8, places=4)
    (Decimal('0.3500'), '')
    """
    said = plain(text).replace(",", "").replace(" ", "").removeprefix("约").removeprefix("¥")
    if not said:
        return None, ""
    found = _SUM.match(said)
    if found is None:
        return None, "import_amount"
    scale = _SCALES[found[2] or ""] or heading
    if not scale:
        return None, "import_no_unit"
    exact = Decimal(found[1]) * scale / unit
    kept = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return (kept, "") if kept == exact else (kept, "import_rounded")


def count_of(text: str) -> tuple[int | None, str]:
    """A whole number: 3, 3项."""
    found = re.fullmatch(r"(\d{1,4})(?:\.0+)?[项件个条]?", plain(text))
    return (int(found[1]), "") if found else (None, "import_count" if plain(text) else "")


def names_in(text: str) -> list[str]:
    """Names of persons, each once. A blank within a name of two characters is none that divides (张 三)."""
    said = re.sub(
        r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text
    )
    found = (re.sub(r"(?:等\d*[人名位]*|代表|委员)$", "", each.strip(" 。.")) for each in _NAMES.split(said))
    return list(dict.fromkeys(name for name in found if plain(name)))


def yes_of(text: str) -> bool | None:
    """是, 已面商, √; 否, 未公开. None for what is neither."""
    said = plain(text)
    if _FALSE.match(said):
        return False
    return True if _TRUE.match(said) else None


def code_of(text: str, codes: Mapping[str, str]) -> str:
    """The first code whose pattern the whole cell fits; "" where none does."""
    said = plain(text).replace(" ", "").replace("\n", "")
    return next((code for code, pattern in codes.items() if re.fullmatch(pattern, said, re.IGNORECASE)), "")


Value = Any
"""A text, a day, a Decimal, a number, a list of names or units, a code, yes or no."""
