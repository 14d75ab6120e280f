"""Statements → the ledger: ids, quotes, what was not used, and the laws that hold on every input."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING

from luoshi.errors import InvariantError
from luoshi.ledger.damaged import as_printed, foreign, outside, read_through
from luoshi.ledger.entry import Entry, Unused, as_entry
from luoshi.ledger.repaired import repaired
from luoshi.ledger.report import Report
from luoshi.outline import copy_bounds, is_report, read_front, read_outline, repetitions
from luoshi.outline.section import Front, Section
from luoshi.statements.reader import Reading, read_statements
from luoshi.statements.statement import Statement, Subject
from luoshi.text import Notice, SourceText, Span, View, reading_view

if TYPE_CHECKING:
    from luoshi.sources.pages import Stranger

_HEAD = 60  # characters of a text that a notice on the whole of it shows
_PLACE = itemgetter(0, 1)
# “两免”⑧, 省级龙头企业〔31〕, “雨露计划”（5）的毕业生: where a note hangs is no part of the thing's name
_NOTE = re.compile(r"(?<=[\u4e00-\u9fff”])(?:〔\d{1,3}〕|\[\d{1,3}\]|[①-⑳㉑-㉟㊱-㊿]|(?<=”)（\d{1,2}）)")
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
        *_of_the_whole(source, is_report(copy, outline)),
        *front.notices,
        *copy_bounds.notices(source, view, outline, front),
        *again,
    ]
    reading = read_statements(view, outline, front.year, _own_names(front))
    furniture = [n for n in _furniture(source, outline) if not _is_another(n, source.notices)]
    damages = outside(found, furniture)
    entries = _entries(reading.statements, view, source.text, outline)
    if damages:
        notices += (damage.notice(source.text) for damage in damages)
        entries = read_through(entries, damages, reading.quantities, view, len(notices) - len(damages))
    if copy is not told:
        front, outline = as_printed(front, outline, copy.text, source.text)
    report = Report(
        source=source,
        front=front,
        outline=outline,
        entries=entries,
        notices=(*notices, *furniture),
        unused=_unused(reading, view, source.text, foreign(damages, source.text)),
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


def _own_names(front: Front) -> tuple[str, ...]:
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


def _entries(
    statements: tuple[Statement, ...], view: View, source: str, outline: tuple[Section, ...]
) -> tuple[Entry, ...]:
    sections = _Innermost(outline)
    occurrences: dict[str, int] = {}
    last: Span | None = None
    ordinal, occurrence, quote, section = 0, 0, "", None
    entries = []
    for statement, span in zip(statements, view.spans(map(_PLACE, statements)), strict=True):
        (
            _, _, kind, headline, subject, measure, direction, bound, low, high, unit, relation, period, modality,
        ) = statement  # fmt: skip
        subject = subject or _NOBODY
        if last == span:
            ordinal += 1
        else:
            last, ordinal = span, 0
            quote = source[span[0] : span[1]]
            occurrences[quote] = occurrence = occurrences.get(quote, -1) + 1
            section = sections.at(span[0])
        named = subject.text
        entries.append(
            as_entry(
                (
                    _identity(quote, occurrence, ordinal),
                    kind,
                    headline,
                    section,
                    # nearly every one is plain words
                    (named if named.isalpha() else _NOTE.sub("", named)) or None,
                    subject.indicator,
                    subject.scope,
                    subject.partial,
                    measure,
                    direction,
                    bound,
                    None if low is None else _decimal(low),
                    None if high is None else _decimal(high),
                    unit,
                    relation,
                    period,
                    modality,
                    quote,
                    span,
                    (),
                    None,
                )
            )
        )
    return tuple(entries)


_NOBODY = Subject(0, 0, 0, "", None)


_NOTHING_HASHED = blake2b(digest_size=6)


def _identity(quote: str, occurrence: int, ordinal: int) -> str:
    """An id made of what the line says: the quote, which of its occurrences, which of the quote's entries."""
    hashed = _NOTHING_HASHED.copy()
    hashed.update(f"{quote}\x00{occurrence}\x00{ordinal}".encode("utf-8", "surrogatepass"))
    return "e" + hashed.hexdigest()


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Innermost:
    """Finds the innermost section at an offset: the sections nest, so the one that began last and still runs."""

    def __init__(self, outline: tuple[Section, ...]) -> None:
        self._edges: list[int] = [0]
        self._ids: list[str | None] = [None]
        running: list[Section] = []
        for section in sorted(outline, key=lambda s: (s.span.start, -s.span.end)):
            self._close(running, section.span.start)
            running.append(section)
            self._mark(section.span.start, section.id)
        self._close(running, None)

    def _close(self, running: list[Section], before: int | None) -> None:
        while running and (before is None or running[-1].span.end <= before):
            ended = running.pop()
            self._mark(ended.span.end, running[-1].id if running else None)

    def _mark(self, edge: int, section: str | None) -> None:
        if self._edges[-1] == edge:
            self._ids[-1] = section
        else:
            self._edges.append(edge)
            self._ids.append(section)

    def at(self, offset: int) -> str | None:
        return self._ids[bisect_right(self._edges, offset) - 1]


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


def _unused(reading: Reading, view: View, source: str, foreign: list[Unused]) -> tuple[Unused, ...]:
    """Every number phrase that became no entry, with the reason; ``foreign`` are those that the copy put there."""
    starts = [start for start, _ in reading.roles]
    found: list[tuple[int, int, str]] = []
    for quantity in reading.quantities:
        place = quantity.span
        if place in reading.used:
            continue
        role = reading.roles[bisect_right(starts, place[0]) - 1][1] if starts else "other"
        found.append((*place, reading.passed.get(place) or _reason(role)))
    found += [(*other.span, other.reason) for other in reading.others]
    found.sort()
    unused = [
        Unused(span, source[span[0] : span[1]], reason)
        for (_, _, reason), span in zip(found, view.spans(map(_PLACE, found)), strict=True)
    ]
    return tuple(sorted(unused + foreign, key=lambda u: u.span) if foreign else unused)


def _reason(role: str) -> str:
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
    lines: tuple[Entry | Notice | Unused, ...] = (*report.entries, *report.notices, *report.unused)
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

    A string is taken as a path where it is short, has no line break and names a file that is there;
    anything else is the text itself. Use :class:`pathlib.Path` or :class:`~luoshi.text.SourceText` to be explicit.

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
        from luoshi.sources.pages import is_collection

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


def _names_file(text: str) -> bool:
    return len(text) < 1024 and "\n" not in text and "\x00" not in text and os.path.exists(text)
