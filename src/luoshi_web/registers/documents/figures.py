"""What is counted of normative documents: in force on a day; issued, revised, repealed, lapsed in a year; reviewed, filed, asked about, evaluated.

Issued in the year is what this register published in it: what was taken over, or goes on under a new number, was issued before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.registers.documents.rules.facts import Finding
from luoshi_web.registers.documents.rules.force import Force, in_force
from luoshi_web.registers.engine.figures import Definition, Part
from luoshi_web.registers.engine.measures import Measure


class End(StrEnum):
    """How a document ended, as its state says."""

    NONE = ""
    KEPT = "kept"
    REVISED = "revised"
    REPEALED = "repealed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Filed:
    """With one body: the day, its answer, and the day on which what was to be corrected was."""

    on: date
    answer: str = ""
    answered_on: date | None = None
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked whether it is lawful: ``due`` is the last day to answer, None where the place has no such day."""

    received_on: date
    answered_on: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of a document that statistics read.

    ``end`` says how it ended, ``over_on`` the first day on which it is not in force. ``issued_here``: neither taken over nor continued. ``legality_on``: the day of the
    opinion that passed it. ``fair_on``: that of the review of fair competition. ``file_by``: the last day to file it.
    """

    number: str
    force: Force
    end: End = End.NONE
    over_on: date | None = None
    issued_here: bool = True
    business: bool = False
    legality_on: date | None = None
    fair_on: date | None = None
    file_by: date | None = None
    filings: tuple[Filed, ...] = ()
    requests: tuple[Asked, ...] = ()
    evaluated_on: tuple[date, ...] = ()


def _in_year(day: date | None, on: date) -> bool:
    return day is not None and day.year == on.year and day <= on


def _issued(row: Document, on: date) -> bool:
    return row.issued_here and _in_year(row.force.published_on, on)


def _before_publication(day: date | None, row: Document) -> bool:
    published = row.force.published_on
    return day is not None and published is not None and day <= published


def _first_filed(row: Document, on: date) -> Filed | None:
    return min((each for each in row.filings if each.on <= on), key=lambda filed: filed.on, default=None)


def _filed_in_time(row: Document, on: date) -> bool:
    first = _first_filed(row, on)
    return first is not None and row.file_by is not None and first.on <= row.file_by


def _without_fault(row: Document, on: date) -> bool:
    """Every body that answered by the day accepted it."""
    answers = [each.answer for each in row.filings if each.answered_on is not None and each.answered_on <= on]
    return bool(answers) and set(answers) == {"accepted"}


def _answered(row: Document, on: date) -> bool:
    return any(each.answered_on is not None and each.answered_on <= on for each in row.filings)


def _due_to_file(row: Document, on: date) -> bool:
    """Published in the year, and its time to file is over or it was filed."""
    published = _issued(row, on)
    return published and (_first_filed(row, on) is not None or (row.file_by is not None and row.file_by < on))


IN_FORCE: Measure[Document] = Measure(
    "in_force", "day", "现行有效行政规范性文件", "件", lambda row, on: in_force(row.force, on)
)
ISSUED: Measure[Document] = Measure("issued", "year", "制定行政规范性文件", "件", _issued)
REVIEWED_COUNT: Measure[Document] = Measure(
    "reviewed_count",
    "year",
    "合法性审核行政规范性文件",
    "件",
    lambda row, on: _issued(row, on) and _before_publication(row.legality_on, row),
)


def _ended(code: str, name: str, *ends: End) -> Measure[Document]:
    return Measure(code, "year", name, "件", lambda row, on: row.end in ends and _in_year(row.over_on, on))


REVISED = _ended("revised", "修改行政规范性文件", End.REVISED)
REPEALED = _ended("repealed", "废止行政规范性文件", End.REPEALED)
LAPSED = _ended("lapsed", "失效行政规范性文件", End.LAPSED)
KEPT = _ended("kept", "延续行政规范性文件", End.KEPT)
FILED: Measure[Document] = Measure(
    "filed",
    "year",
    "报送备案",
    "件",
    lambda row, on: any(_in_year(each.on, on) for each in row.filings),
)
CORRECTED: Measure[Document] = Measure(
    "corrected",
    "year",
    "备案纠正",
    "件",
    lambda row, on: any(_in_year(each.corrected_on, on) for each in row.filings),
)
EVALUATED: Measure[Document] = Measure(
    "evaluated",
    "year",
    "实施后评估",
    "件",
    lambda row, on: any(_in_year(day, on) for day in row.evaluated_on),
)


def _requests(row: Document, on: date, day: Callable[[Asked], date | None]) -> int:
    return sum(_in_year(day(each), on) for each in row.requests)


ASKED: Measure[Document] = Measure(
    "asked",
    "year",
    "收到审查建议",
    "件",
    lambda row, on: _requests(row, on, lambda each: each.received_on) > 0,
    lambda row, on: _requests(row, on, lambda each: each.received_on),
)
ANSWERED: Measure[Document] = Measure(
    "answered",
    "year",
    "答复审查建议",
    "件",
    lambda row, on: _requests(row, on, lambda each: each.answered_on) > 0,
    lambda row, on: _requests(row, on, lambda each: each.answered_on),
)
MEASURES: tuple[Measure[Document], ...] = (
    IN_FORCE, ISSUED, REVIEWED_COUNT, REVISED, REPEALED, LAPSED, KEPT, FILED, CORRECTED, EVALUATED, ASKED, ANSWERED,
)  # fmt: skip
RATES: tuple[Definition[Document], ...] = (
    Definition(
        "reviewed", "published", "合法性审核率", "公布前经合法性审核", "本年公布",
        _issued, lambda row, on: _before_publication(row.legality_on, row),
    ),
    Definition(
        "fair", "business", "公平竞争审查率", "公布前经公平竞争审查", "本年公布的涉企文件",
        lambda row, on: _issued(row, on) and row.business, lambda row, on: _before_publication(row.fair_on, row),
    ),
    Definition(
        "filed", "due", "报备率", "已报备", "应报备", _due_to_file, lambda row, on: _first_filed(row, on) is not None,
    ),
    Definition("filed_in_time", "due", "报备及时率", "按时报备", "应报备", _due_to_file, _filed_in_time),
    Definition(
        "filed_well", "answered", "报备规范率", "无一被指不规范或要求纠正", "已获答复",
        lambda row, on: _due_to_file(row, on) and _answered(row, on), _without_fault,
    ),
)  # fmt: skip
"""合法性审核率, 公平竞争审查率; 报备率, 报备及时率, 报备规范率. A document filed with two bodies counts once, by the first day."""


def results(findings: Iterable[Finding]) -> tuple[Part, ...]:
    """清理: how many of those looked at have each result; they are disjoint and add up to all."""
    found = list(findings)
    return tuple(Part(finding.value, sum(each is finding for each in found)) for finding in Finding)
