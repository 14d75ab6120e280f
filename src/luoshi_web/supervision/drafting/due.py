"""Until when a sentence promises something. Pure; the cases: tests/web/tables/due.tsv."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?<![—\-至\d])(?P<year>20\d\d)年)?"
# 6月底前 · 6月30日前 · 2026年6月 · 9月中旬; not 前6个月, 每月, 6月份以来, nor 12月 of a session's date.
_MONTH = re.compile(
    _YEAR + r"(?<![\d前第])(?P<month>1[0-2]|[1-9])月(?:份)?"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])日(?:之?前|以前)?|(?P<part>上旬|中旬|下旬|底|末|初)?(?P<before>之?前|以前)?)(?![—\-至到起以])"
)
# 上半年 · 三季度末 · 前三季度 · 第一季度
_PART = re.compile(
    _YEAR + r"(?:(?P<half>上半年|下半年)|前?第?(?P<quarter>[一二三四1-4])季度(?!度|环比|以来))(?:末|底)?"
)
# 年底前 · 年内 · 2027年底 · 到2027年
_END = re.compile(_YEAR.replace(")?", ")", 1) + r"(?:年?底|年?末)?(?:之?前)?|年内|年底|年末|全年")
_FIXED = (
    ("年中前", 6, 30),
    ("五一前", 4, 30),
    ("五一节前", 4, 30),
    ("国庆前", 9, 30),
    ("国庆节前", 9, 30),
    ("元旦前", 12, 31),
)
_LAST_DAY = {"上旬": 10, "中旬": 20, "初": 10}
_TITLE = re.compile(r"《[^》]*》")  # 《国土空间规划（2021—2035年）》 is no date
_OPENING = re.compile(r"^(?:确保|力争|争取|计划|预计|要|将|在|于|到)*")


def due_of(quote: str, year: int, *, before: str = "", last_year: int | None = None) -> date:
    """The last day that a sentence of a report for ``year`` names, or the year's last day where it names none.

    ``before`` is what stands before the quote in its sentence: a date that is a clause by itself there (6月底前，…) counts for what follows.
    ``last_year`` is the last year of the entry's period, where that is later. Days that lie before the year are no due dates. Of several
    the latest counts: 6月底前开工、年底前完工 is done at the year's end. Months without a day end with the month; 6月前 is 31 May.
    Days that move (春节前, 汛期前) are not read.
    """
    found = [day for day in _days(quote, year) if day.year >= year]
    if not found:
        found = _standing_before(before, year)
    return max(found) if found else date(max(year, last_year or year), 12, 31)


def _standing_before(before: str, year: int) -> list[date]:
    """The nearest date before a quote that makes up a clause alone."""
    for clause in reversed(re.split(r"[，,；;。！？\n]", before)):
        rest = _OPENING.sub("", clause.strip())
        days = [day for day in _days(rest, year) if day.year >= year]
        if days and _is_only_a_date(rest):
            return days
    return []


def _is_only_a_date(clause: str) -> bool:
    return any(pattern.fullmatch(clause) for pattern in (_MONTH, _PART, _END)) or any(
        clause == said for said, _, _ in _FIXED
    )


def _days(text: str, year: int) -> Iterator[date]:
    text = _TITLE.sub("", text)
    for found in _MONTH.finditer(text):
        day = _of_month(found, year)
        if day is not None:
            yield day
    for found in _PART.finditer(text):
        own = int(found["year"] or year)
        month = {"上半年": 6, "下半年": 12}.get(found["half"] or "") or 3 * _DIGITS[found["quarter"]]
        yield date(own, month, monthrange(own, month)[1])
    for found in _END.finditer(text):
        if found["year"] is None:
            yield date(year, 12, 31)
        elif not _MONTH.match(text, found.start()) and not _PART.match(text, found.start()):
            yield date(int(found["year"]), 12, 31)
    for said, month, number in _FIXED:
        if said in text:
            yield date(year, month, number)


def _of_month(found: re.Match[str], year: int) -> date | None:
    """The day of a month's mention; None for a bare month without 底, 前 or a year, which may be anything (3月的风)."""
    own, month = int(found["year"] or year), int(found["month"])
    last = monthrange(own, month)[1]
    if found["day"]:
        number = int(found["day"])
        return date(own, month, number) if number <= last else None
    if found["part"]:
        return date(own, month, _LAST_DAY.get(found["part"], last))
    if found["before"]:
        return date(own, month - 1, monthrange(own, month - 1)[1]) if month > 1 else date(own - 1, 12, 31)
    return date(own, month, last) if found["year"] else None
