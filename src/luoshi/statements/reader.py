"""Sections → statements: each sentence is read as what its section says it is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from luoshi.outline.stretches import Stretch
from luoshi.quantities import scan
from luoshi.quantities.quantity import NotQuantity, Quantity
from luoshi.statements.sentence.headlines import Headlines, Verdict, behind_the_name
from luoshi.statements.sentence.values import SentenceReader
from luoshi.statements.statement import Kind, Period, Statement
from luoshi.statements.worded.wordings import lacks_subject, may_word, read_wording
from luoshi.statements.words.clauses import CLAUSE, LONGEST_CLAUSE, covered
from luoshi.statements.words.measures import Setting, as_setting
from luoshi.statements.years.calendar import Calendar
from luoshi.text import Span, View

SENTENCE = re.compile(
    r"[^。！？\n]+(?:(?<=[0-9])？(?=[0-9])[^。！？\n]+)*"
)  # 1？43亿美元 lost a character, and asks nothing
_PLACE = attrgetter("start", "end")
_KINDS: dict[str, Kind] = {
    "review": "result",
    "problems": "problem",
    "outlook": "target",
    "targets": "target",
    "requirements": "target",
    "tasks": "target",
    "government": "target",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All values of a report in reading order, the numbers that they used, and those that they did not.

    ``roles`` and ``periods`` have where a stretch or a sentence begins, and its role or the years that it speaks of.
    """

    statements: tuple[Statement, ...]
    used: frozenset[tuple[int, int]]
    quantities: tuple[Quantity, ...]
    others: tuple[NotQuantity, ...]
    passed: dict[tuple[int, int], str]
    roles: tuple[tuple[int, str], ...]
    periods: tuple[tuple[int, Period | None], ...]


class Sentence(NamedTuple):
    """One sentence of the view, the numbers in it, and the role of its section."""

    text: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    role: str
    heading: bool


as_sentence: Callable[
    [tuple[str, int, int, Sequence[Quantity], str, bool]], Sentence
] = partial(tuple.__new__, Sentence)  # fmt: skip


def read_statements(
    view: View, parts: Sequence[Stretch], year: int | None, places: tuple[str, ...]
) -> Reading:
    """Read the values of the whole report. ``year`` is its own year, ``places`` the names of its own place."""
    text = view.text
    numbers = scan(text)
    quantities = numbers.quantities
    starts = [quantity.span.start for quantity in quantities] + [len(text) + 1]
    first = following = 0  # the numbers of a sentence, among all
    statements: list[Statement] = []
    used: set[tuple[int, int]] = set()
    passed: dict[tuple[int, int], str] = {}
    roles: list[tuple[int, str]] = []
    periods: list[tuple[int, Period | None]] = []
    headlines = Headlines(year)
    calendar = Calendar(year)
    for stretch in parts:
        role = stretch.role
        roles.append((stretch.start, role))
        if role not in _KINDS or stretch.section is None:
            continue
        calendar.enter(stretch.section, stretch.path)
        for match in SENTENCE.finditer(text, stretch.start, stretch.end):
            start, end = match.span()
            first = following
            while starts[first] < start:
                first += 1
            following = first
            while starts[following] < end:
                following += 1
            sentence = as_sentence((text, start, end, quantities[first:following], role, stretch.heading))
            found, taken, asides, period = read_sentence(sentence, calendar, year, places, headlines)
            periods.append((start, period))
            statements += found
            if taken:
                used.update(taken)
            if asides:
                passed.update(asides)
    statements.sort(key=_PLACE)
    return Reading(
        tuple(statements), frozenset(used), quantities, numbers.others, passed, tuple(roles), tuple(periods)
    )


# The values of a sentence, the numbers that they used, those passed over with the reason, and the years that the sentence speaks of.
Read = tuple[list[Statement], list[Span], dict[tuple[int, int], str], Period | None]
_Values = tuple[list[Statement], list[Span], dict[tuple[int, int], str]]


def read_sentence(
    sentence: Sentence, calendar: Calendar, year: int | None, places: tuple[str, ...], headlines: Headlines
) -> Read:
    """The statements of one sentence, and what became of its numbers."""
    text, start, end = sentence.text, sentence.start, sentence.end
    kind = _KINDS[sentence.role]
    if kind == "problem":
        return [], [], {}, None  # what falls short is a line, and its numbers are no results
    years = calendar.sentence(text, start, end, sentence.role)
    if kind == "target" and (past := calendar.past(text, start, end)) is not None:
        # 去年，162个村脱贫出列 in a part on the year's work tells what was reached.
        # 2025年同2020年相比，… there too speaks of all its years.
        several = years.several if years.several and years.several.last == past.last else None
        found, taken, asides = _statements(
            sentence._replace(role="review"), Setting("result", False, year, several or past, several, places)
        )
        return [s for s in found if s.low or s.high], taken, asides, several or past
    verdict = headlines.judge(text, start, end, sentence.role, sentence.quantities)
    if verdict is not Verdict.NO and year is not None:
        setting = Setting("target", True, year, Period(year, year), None, places)
        listing = sentence
        if verdict is Verdict.OPENS and sentence.quantities:
            listing = sentence._replace(start=behind_the_name(text, start, end))
        found, taken, asides = _statements(listing, setting)
        if headlines.takes(verdict, text, start, end, found):
            listed = [s._replace(headline=s.period is not None and s.period.last == year) for s in found]
            return listed, taken, asides, setting.period
    setting = as_setting((kind, False, year, years.period, years.several, places, years.around))
    return *_statements(sentence, setting), years.period


def _statements(sentence: Sentence, setting: Setting) -> _Values:
    text, start, end = sentence.text, sentence.start, sentence.end
    found: list[Statement] = []
    numbers: list[Span] = []
    asides: dict[tuple[int, int], str] = {}
    if sentence.quantities:
        reader = SentenceReader(text, start, end, setting)
        found = reader.read(sentence.quantities)
        numbers = [q.span for q in reader.used]
        asides = reader.passed
    if sentence.heading and not setting.headline:
        return found, numbers, asides  # but ——能耗完成省定目标 in a list of targets is an item
    if setting.headline or may_word(text, start, end):
        found += _worded(text, start, end, setting, found)
    return found, numbers, asides


def _worded(text: str, start: int, end: int, setting: Setting, found: list[Statement]) -> list[Statement]:
    """The statements of the clauses without a number of ``text[start:end]`` that none of ``found`` covers."""
    covers = covered([(s.start, s.end) for s in found])
    worded: list[Statement] = []
    last: int | None = None  # where the clause before began, if it said nothing by itself
    for match in CLAUSE.finditer(text, start, end):
        begin, stop = match.span()
        if stop - begin > LONGEST_CLAUSE or covers(begin, stop):
            continue
        if setting.headline and last is not None and lacks_subject(text, begin, stop):
            begin = last  # 其他约束性指标，确保完成省市任务
        wordings = read_wording(text, begin, stop, setting, qualities=setting.headline)
        last = None if wordings else begin
        worded += wordings
    return worded
