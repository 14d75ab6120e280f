"""Sections → statements: each sentence is read as what its section says it is."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from luoshi.outline.section import Section
from luoshi.quantities import scan
from luoshi.quantities.quantity import NotQuantity, Quantity
from luoshi.statements.commitments import CLAUSE, read_problems, read_tasks
from luoshi.statements.headlines import Headlines
from luoshi.statements.measures import Setting
from luoshi.statements.periods import context_years
from luoshi.statements.statement import Kind, Period, Statement
from luoshi.statements.values import SentenceReader
from luoshi.statements.wordings import read_wording
from luoshi.text import View

_SENTENCE = re.compile(r"[^。！？\n]+")
_KINDS: dict[str, Kind] = {
    "review": "result",
    "problems": "problem",
    "outlook": "target",
    "targets": "target",
    "requirements": "target",
    "tasks": "target",
    "government": "target",
    "other": "result",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All statements of a report in reading order, the numbers that they used, and those that they did not."""

    statements: tuple[Statement, ...]
    used: frozenset[tuple[int, int]]
    quantities: tuple[Quantity, ...]
    others: tuple[NotQuantity, ...]
    roles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the view that one innermost section owns; ``heading`` where it is that section's heading."""

    start: int
    end: int
    section: Section | None
    heading: bool
    path: tuple[Section, ...]


def read_statements(view: View, outline: tuple[Section, ...], year: int | None, places: tuple[str, ...]) -> Reading:
    """Read the whole report. ``year`` is its own year, ``places`` the names of its own place."""
    text = view.text
    numbers = scan(text)
    quantities = numbers.quantities
    starts = [q.span.start for q in quantities]
    statements: list[Statement] = []
    used: set[tuple[int, int]] = set()
    roles: list[tuple[int, str]] = []
    headlines = Headlines()
    contexts: dict[str, tuple[Period | None, Period | None]] = {}
    for stretch in _stretches(view, outline):
        role = stretch.section.role if stretch.section is not None else "boilerplate"
        roles.append((stretch.start, role))
        if role not in _KINDS:
            continue
        context = _context(stretch, contexts, year, text, view)
        for match in _SENTENCE.finditer(text, stretch.start, stretch.end):
            start, end = match.span()
            inside = list(quantities[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)])
            headline = headlines.holds(text, start, end, role, stretch, inside, year)
            found, context, taken = _read_sentence(
                text, start, end, inside, role, context, year, places, headline, stretch.heading
            )
            statements += found
            used.update(taken)
        if stretch.section:
            contexts[stretch.section.id] = context
    statements.sort(key=lambda s: (s.start, s.end))
    return Reading(tuple(statements), frozenset(used), quantities, numbers.others, tuple(roles))


def _stretches(view: View, outline: tuple[Section, ...]) -> list[_Stretch]:
    """The view cut along the innermost sections, headings apart, in reading order."""
    position = view.position
    cuts: set[int] = {0, len(view.text)}
    for section in outline:
        cuts.update((position(section.span.start), position(section.span.end)))
        if section.heading:
            cuts.update((position(section.heading.start), position(section.heading.end)))
    edges = sorted(cuts)
    stretches = []
    stack: list[Section] = []
    pending = sorted(outline, key=lambda s: (s.span.start, -s.span.end))
    number = 0
    for start, end in zip(edges, edges[1:], strict=False):
        source = view.origin(start)
        while number < len(pending) and pending[number].span.start <= source:
            stack.append(pending[number])
            number += 1
        stack = [s for s in stack if s.span.end > source]
        innermost = min(stack, key=lambda s: (s.span.end - s.span.start, -s.level), default=None)
        heading = bool(innermost and innermost.heading and source in innermost.heading)
        stretches.append(_Stretch(start, end, innermost, heading, tuple(stack)))
    return stretches


def _context(
    stretch: _Stretch, contexts: dict[str, tuple[Period | None, Period | None]], year: int | None, text: str, view: View
) -> tuple[Period | None, Period | None]:
    """The years that an undated sentence of this stretch speaks of."""
    section = stretch.section
    assert section is not None
    if section.id in contexts:
        return contexts[section.id]
    if year is None:
        return None, None
    default = Period(year - 1, year - 1) if _KINDS[section.role] == "result" else Period(year, year)
    context: tuple[Period | None, Period | None] = (default, None)
    if section.role == "outlook":
        plan = Period(year, year + 4)
        context = (plan, plan)
    if section.role == "problems":
        return None, None
    for outer in sorted(stretch.path, key=lambda s: s.level):
        if outer.id in contexts and outer.level >= 2:
            context = contexts[outer.id]
        if outer.title and (years := context_years(outer.title, year)):
            context = years
    if section.role in ("targets", "tasks", "government", "requirements") and context[1] is None:
        context = (Period(year, year), None)
    return context


def _read_sentence(
    text: str, start: int, end: int, quantities: list[Quantity], role: str,
    context: tuple[Period | None, Period | None], year: int | None, places: tuple[str, ...], headline: bool,
    heading: bool,
) -> tuple[list[Statement], tuple[Period | None, Period | None], list[tuple[int, int]]]:  # fmt: skip
    kind = _KINDS[role]
    if role == "problems":
        setting = Setting(kind, False, year, None, None, places)
        found = read_problems(text, start, end, setting)
        covered = [(s.start, s.end) for s in found]
        return found, context, [
            (q.span.start, q.span.end) for q in quantities if any(a <= q.span.start < b for a, b in covered)
        ]  # fmt: skip
    context = _moved(text, start, end, kind, context, year)
    setting = Setting(kind, headline, year, *context, places)
    if headline and year is not None:
        setting = replace(setting, period=Period(year, year), several=None)
    reader = SentenceReader(text, start, end, setting)
    found = reader.read(quantities)
    if headline:
        found = [replace(s, headline=s.period is None or s.period.last == year) for s in found]
    taken = [(s.start, s.end) for s in found]
    for match in CLAUSE.finditer(text, start, end):
        begin, stop = match.span()
        if heading or any(a < stop and begin < b for a, b in taken):
            continue
        wordings = read_wording(text, begin, stop, setting, qualities=headline)
        found += wordings
        taken += [(s.start, s.end) for s in wordings]
    if kind == "target" and role in ("tasks", "government") and not heading and not headline:
        found += read_tasks(text, start, end, replace(setting, kind="task"), taken)
    return found, context, [(q.span.start, q.span.end) for q in reader.used]


def _moved(
    text: str, start: int, end: int, kind: Kind, context: tuple[Period | None, Period | None], year: int | None
) -> tuple[Period | None, Period | None]:
    """The context after the words of time at the head of the sentence (``五年来，``, ``2025年，``, ``到2030年，``)."""
    head = text[start : min(end, start + 40)].split("，")[0]
    years = context_years(head, year)
    if years is None:
        return context
    if kind == "result" and year is not None and years[0] is not None and years[0].last >= year and years[1] is None:
        return context
    if kind == "target" and year is not None and years[0] is not None and years[0].last < year:
        return context
    return years
