"""Statements → the ledger: ids, quotes, what was not used, and the laws that hold on every input."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from luoshi.errors import InvariantError
from luoshi.ledger.damaged import as_printed, foreign, outside, read_through
from luoshi.ledger.entered import entered
from luoshi.ledger.entry import Entry, Unused
from luoshi.ledger.joined import join, told_of
from luoshi.ledger.line import Line
from luoshi.ledger.repaired import repaired
from luoshi.ledger.report import Report
from luoshi.ledger.silent import Silent, silent
from luoshi.lines.reader import TaggedLines, read_lines
from luoshi.outline import copy_bounds, is_report, read_front, read_outline, repetitions
from luoshi.outline.section import Front, Section
from luoshi.outline.stretches import stretches
from luoshi.statements.reader import Reading, read_statements
from luoshi.text import Notice, SourceText, Span, View, reading_view

if TYPE_CHECKING:
    from luoshi.sources.pages import Stranger

_HEAD = 60  # characters of a text that a notice on the whole of it shows
_PLACE = itemgetter(0, 1)
_THANKS_ROLES = ("closing", "opening")


def read_source(source: SourceText, *, file_name: str | None = None) -> Report:
    """Read a report whose text is at hand. ``file_name`` is a hint of last resort for place and year.

    :raises InvariantError: where a quote does not stand at its span; that is our bug, never the file's.
    """
    told, copy, found = repaired(source)
    view = reading_view(copy.text, copy.furniture)
    outline = read_outline(copy, view)
    front = read_front(copy, outline, file_name=file_name, view=view)
    again = repetitions.notices(source, view, outline)
    if others := [notice for notice in again if notice.kind == "mixed_reports"]:
        return read_source(_first_of(source, others), file_name=file_name)
    notices = [
        *source.notices,
        *_of_the_whole(source, front.kind != "work_report" or is_report(copy, outline)),
        *front.notices,
        *copy_bounds.notices(source, view, outline, front),
        *again,
    ]
    parts = stretches(view, outline)
    reading = read_statements(view, parts, front.spoken_year, own_names(front))
    tagged = read_lines(view.text, parts)
    furniture = [n for n in _furniture(source, outline) if not _is_another(n, source.notices)]
    damages = outside(found, furniture)
    joined = join(tagged.lines, reading.statements, reading.quantities)
    joined = told_of(front.kind, joined, view.text)
    lines, entries = entered(joined, reading, view, source.text, outline, front.spoken_year)
    unsaid, coverage = silent(tagged, joined, view, source.text)
    if damages:
        notices += (damage.notice(source.text) for damage in damages)
        entries = read_through(entries, damages, reading.quantities, view, len(notices) - len(damages))
    if copy is not told:
        front, outline = as_printed(front, outline, copy.text, source.text)
    report = Report(
        source=source,
        front=front,
        outline=outline,
        lines=lines,
        entries=entries,
        notices=(*notices, *furniture),
        unused=_unused(reading, tagged, view, source.text, foreign(damages, source.text)),
        silent=unsaid,
        coverage=coverage,
    )
    verify(report)
    return report


def _first_of(source: SourceText, others: list[Notice]) -> SourceText:
    """``source`` with the other reports in it set aside: their lines would be held against the wrong place and year."""
    rest = Span(min(notice.span.start for notice in others), len(source.text))
    before = (
        Span(span.start, min(span.end, rest.start)) for span in source.furniture if span.start < rest.start
    )
    return replace(source, furniture=(*before, rest), notices=(*source.notices, *others))


def _of_the_whole(source: SourceText, a_report: bool) -> Iterator[Notice]:
    """What must be known of a copy before anything that it says."""
    if source.undone is not None:
        head = source.text[:_HEAD].split("\n")[0]
        yield Notice("mojibake", Span(0, len(head)), head, f"taken back: {source.undone}")
    if not a_report:
        head = source.text[:_HEAD]
        why = "this text does not read like a government work report"
        yield Notice("not_a_report", Span(0, len(head)), head, why)


def own_names(front: Front) -> tuple[str, ...]:
    """The report's own place under the names that a text uses for it: 云岭省南屏市, 南屏市, 南屏."""
    if front.place is None:
        return ()
    name = front.place.name
    names = {name}
    start = max((name.rfind(mark, 0, len(name) - 1) for mark in "省市区州盟"), default=-1) + 1
    last = name[start:]
    names.add(last)
    if len(last) > 2:
        names.add(last.rstrip("省市区县州盟旗"))
    return tuple(sorted((n for n in names if len(n) > 1), key=lambda n: (-len(n), n)))


def _furniture(source: SourceText, outline: tuple[Section, ...]) -> list[Notice]:
    """The site's own words around the report: set aside, never lost."""
    return [
        Notice("boilerplate", s.span, s.span.of(source.text), "words of the site, not of the report")
        for s in outline
        if s.role == "boilerplate" and s.span.of(source.text).strip()
    ]


def _is_another(notice: Notice, told: Sequence[Notice]) -> bool:
    """Whether what was set aside is another report, which has its own notice."""
    return any(n.kind == "mixed_reports" and n.span.overlaps(notice.span) for n in told)


def _unused(
    reading: Reading, tagged: TaggedLines, view: View, source: str, foreign: list[Unused]
) -> tuple[Unused, ...]:
    """Every number phrase that became no entry, with the reason; ``foreign`` are those that the copy put there."""
    starts = [start for start, _ in reading.roles]
    problems = [line for line in tagged.lines if line.kind == "problem"]
    problem_starts = [line.start for line in problems]
    found: list[tuple[int, int, str]] = []
    for quantity in reading.quantities:
        place = quantity.span
        if place in reading.used:
            continue
        at = bisect_right(problem_starts, place[0])
        if at and place[0] < problems[at - 1].end:
            continue  # a number of what falls short stands in its problem
        role = reading.roles[bisect_right(starts, place[0]) - 1][1] if starts else "other"
        found.append((*place, reading.passed.get(place) or reason_of_role(role)))
    found += [(*other.span, other.reason) for other in reading.others]
    found.sort()
    unused = [
        Unused(span, source[span[0] : span[1]], reason)
        for (_, _, reason), span in zip(found, view.spans(map(_PLACE, found)), strict=True)
    ]
    return tuple(sorted(unused + foreign, key=lambda u: u.span) if foreign else unused)


def reason_of_role(role: str) -> str:
    """Why a number that no rule used or passed over became no entry: by the role of its section."""
    if role == "boilerplate":
        return "boilerplate"
    if role in _THANKS_ROLES:
        return "thanks"
    if role == "other":
        return "appendix"
    if role == "requirements":
        return "requirement"
    return "unread"


def verify(report: Report) -> None:
    """The first law: ``source[start:end] == quote``, for every entry, notice and unused number.

    :raises InvariantError: where it does not hold.
    """
    text = report.source.text
    lines: tuple[Entry | Line | Notice | Silent | Unused, ...] = (
        *report.lines,
        *report.entries,
        *report.notices,
        *report.unused,
        *report.silent,
    )
    for line in lines:
        if text[line.span.start : line.span.end] != line.quote:
            raise InvariantError(
                f"{report.source.path or 'a text'}: {line.quote!r} does not stand at {line.span.start}"
            )
    for section in report.outline:
        if section.span.end > len(text):
            raise InvariantError(f"{report.source.path or 'a text'}: section {section.id} runs past the end")


def read(
    source: "str | os.PathLike[str] | SourceText | Sequence[str | os.PathLike[str] | SourceText]",
) -> Report:
    """Read a report: from a file's path, from its text, or from its pages.

    A string is taken as a path where it is short, has no line break and names a file that is there, or looks like a name
    (``nope.txt``, ``reports/nope``, but not ``2025/26`` or ``今年1/2的目标``); anything else is the text itself.
    :class:`pathlib.Path` says that it is a path, :func:`read_text` that it is a text.

    A list or tuple holds the pages of one report, paths or :class:`~luoshi.text.SourceText`, in any order; a folder or
    a ZIP holds them too. Pages are ordered, what two of them both print is read once, a missing one is noticed
    (``page_gap``), and what is no page of the report is set aside (``page_aside``). Offsets of the report then count into
    ``report.source.text``, the pages one after another; ``to_dict()`` has them page by page.

    :raises luoshi.errors.SourceError: where the file cannot be read as text.
    """
    if isinstance(source, SourceText):
        return read_source(source)
    if not isinstance(source, (str, os.PathLike)):
        return _read_pages(source)
    if isinstance(source, os.PathLike) or _names_file(source):
        from luoshi.sources import load
        from luoshi.sources.collection import is_collection

        path = os.fspath(source)
        if is_collection(path):
            return _read_pages([path])
        return read_source(load(path), file_name=os.path.basename(path))
    return read_source(SourceText.from_string(source))


def _read_pages(items: "Sequence[str | os.PathLike[str] | SourceText]") -> Report:
    from luoshi.sources.pages import join_pages, open_pages

    sources: list[SourceText] = []
    aside: list[Stranger] = []
    path: str | None = None
    for item in items:
        if isinstance(item, SourceText):
            sources.append(item)
            continue
        opened = open_pages([item])
        sources += opened.sources
        aside += opened.aside
        path = opened.path if len(items) == 1 else None
    source = join_pages(sources, path=path, aside=aside)
    return read_source(source, file_name=os.path.basename(source.path) if source.path else None)


def read_text(text: str, *, name: str | None = None) -> Report:
    """Read a report whose text is at hand. ``name`` is what its file was called: a hint of last resort for place and year."""
    return read_source(
        SourceText.from_string(text, path=name), file_name=os.path.basename(name) if name else None
    )


# `2026年报告.docx`, `C:\\reports\\x`, `reports/x`: a sentence has marks of its own, and a name ends as files do, begins at a folder, or leads
# through folders without Chinese in their names.
_SENTENCE = re.compile(r"[，。；：！？、%％]")
_NAME = re.compile(
    r"\w\.[A-Za-z][A-Za-z0-9]{1,5}$|^(?:\.{0,2}[/\\]|~/|[A-Za-z]:[/\\])\w|^[A-Za-z][A-Za-z0-9_.-]*(?:[/\\][A-Za-z0-9_.-]+)+$"
)


def _names_file(text: str) -> bool:
    """Whether a string is a path: of a file that is there, or of one that ought to be."""
    if len(text) >= 1024 or "\n" in text or "\x00" in text or not text.strip():
        return False
    if os.path.exists(text):
        return True
    return _SENTENCE.search(text) is None and _NAME.search(text) is not None
