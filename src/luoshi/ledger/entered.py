"""Joined lines → the lines and entries of the ledger: ids, quotes, what each is about, how far it has come."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from hashlib import blake2b
from operator import itemgetter
from typing import NamedTuple

from luoshi.ledger.entry import Entry, as_entry
from luoshi.ledger.innermost import Innermost
from luoshi.ledger.joined import JoinedLine
from luoshi.ledger.line import Line, Member
from luoshi.lines.members import members_of
from luoshi.lines.objects import lacking, thing_of
from luoshi.outline.section import Section
from luoshi.statements.reader import Reading
from luoshi.statements.statement import Period, Statement, Subject
from luoshi.statements.words.openings import wish_of
from luoshi.text import Span, View
from luoshi.vocabulary.stages import stage_of

_PLACE = itemgetter(0, 1)
# “两免”⑧, 省级龙头企业〔31〕, “雨露计划”（5）的毕业生: where a note hangs is no part of the thing's name
_NOTE = re.compile(r"(?<=[\u4e00-\u9fff”])(?:〔\d{1,3}〕|\[\d{1,3}\]|[①-⑳㉑-㉟㊱-㊿]|(?<=”)（\d{1,2}）)")
_NOBODY = Subject(0, 0, 0, "", None)
_PLACES = 3  # of a certainty


class _Row(NamedTuple):
    """One entry to be: where it stands, the number of its line, and its value if it has one."""

    start: int
    end: int
    line: int
    value: Statement | None


def entered(
    joined: Sequence[JoinedLine],
    reading: Reading,
    view: View,
    source: str,
    outline: tuple[Section, ...],
    year: int | None,
) -> tuple[tuple[Line, ...], tuple[Entry, ...]]:
    """The lines and entries of a report, both in reading order; quotes are of ``source``, as the copy prints it. ``year`` is the report's own."""
    sections = Innermost(outline)
    lines = _lines(joined, view, source, sections)
    rows = sorted(
        (row for number, line in enumerate(joined) for row in _rows(number, line)),
        key=lambda r: (r.start, r.end),
    )
    periods = _Periods(reading, year)
    occurrences: dict[str, int] = {}
    last: Span | None = None
    ordinal, occurrence, quote, section = 0, 0, "", None
    entries = []
    for row, span in zip(rows, view.spans(map(_PLACE, rows)), strict=True):
        if last == span:
            ordinal += 1
        else:
            last, ordinal = span, 0
            quote = source[span[0] : span[1]]
            occurrences[quote] = occurrence = occurrences.get(quote, -1) + 1
            section = sections.at(span[0])
        identity, line = _identity("e", quote, occurrence, ordinal), lines[row.line]
        if row.value is not None:
            entries.append(_of_value(row.value, line, identity, section, quote, span))
        else:
            plain = joined[row.line]
            told = _modality(view.text, plain), periods.of(plain)
            entries.append(_of_line(line, identity, section, quote, span, told))
    return lines, tuple(entries)


def _rows(number: int, line: JoinedLine) -> list[_Row]:
    """The entries of one line: its values, or the line by itself; a problem is one whatever numbers stand in it."""
    rows = [_Row(value.start, value.end, number, value) for value in line.values]
    if not rows or line.kind == "problem":
        rows.append(_Row(line.start, line.end, number, None))
    return rows


def _lines(joined: Sequence[JoinedLine], view: View, source: str, sections: Innermost) -> tuple[Line, ...]:
    occurrences: dict[str, int] = {}
    text, found = view.text, []
    for line, span in zip(joined, view.spans(map(_PLACE, joined)), strict=True):
        quote = source[span[0] : span[1]]
        occurrences[quote] = occurrence = occurrences.get(quote, -1) + 1
        about, members = _about(line, view)
        found.append(
            Line(
                _identity("l", quote, occurrence, 0),
                line.kind,
                line.grade,
                sections.at(span[0]),
                about,
                members,
                stage_of(text[line.start : line.end]) if line.grade == "deed" else None,
                None if line.certainty is None else round(line.certainty, _PLACES),
                quote,
                span,
            )
        )
    return tuple(found)


def _about(line: JoinedLine, view: View) -> tuple[str | None, tuple[Member, ...]]:
    """What a line is about, and the members where that is a list."""
    text = view.text
    if line.values and line.grade is None and line.kind != "problem":
        subject = line.values[0].subject
        return (_named(subject.text) if subject else None), ()
    if line.kind == "problem":
        start, end = lacking(text, line.start, line.end)
    else:
        start, end = thing_of(text, line.start, line.end)
    names = members_of(text, start, end)
    if not names or line.grade is None:
        return _named(text[start:end]), ()
    members = tuple(
        Member(text[name.start : name.end], span) for name, span in zip(names, view.spans(names), strict=True)
    )
    return _named(text[start:end]), members


def _named(words: str) -> str | None:
    # nearly every one is plain words
    return (words if words.isalpha() else _NOTE.sub("", words)) or None


def _modality(text: str, line: JoinedLine) -> str | None:
    """How firmly a line without a value is meant: 完成 as its verb, else 确保, 力争 and the like at its head."""
    if line.kind not in ("task", "target"):
        return None
    return "complete" if text.startswith("完成", line.start) else wish_of(text, line.start, line.end)


class _Periods:
    """The years that a line without a value speaks of: those of its sentence, as far as its kind may have them."""

    def __init__(self, reading: Reading, year: int | None) -> None:
        self._starts = [start for start, _ in reading.periods]
        self._periods = [period for _, period in reading.periods]
        self._year = year

    def of(self, line: JoinedLine) -> Period | None:
        """The years of the line's sentence where they fit its kind, else the report's own year, or the one before for a result."""
        year = self._year
        if year is None or line.kind == "problem":
            return None
        at = bisect_right(self._starts, line.start) - 1
        period = self._periods[at] if at >= 0 else None
        past = line.kind == "result"
        if period is None or past != (period.first < year):
            return Period(year - past, year - past)
        return period


def _of_value(
    value: Statement, line: Line, identity: str, section: str | None, quote: str, span: Span
) -> Entry:
    (
        _, _, kind, headline, subject, measure, direction, bound, low, high, unit, relation, period, modality,
    ) = value  # fmt: skip
    subject = subject or _NOBODY
    named = _named(subject.text)
    return as_entry(
        (
            identity, kind, headline, section, named, subject.indicator, subject.scope, subject.partial, measure, direction,
            bound, None if low is None else _decimal(low), None if high is None else _decimal(high), unit, relation, period,
            modality, quote, span, line.id, None, line.stage, named, line.members, line.certainty, (), None,
        )
    )  # fmt: skip


def _of_line(
    line: Line,
    identity: str,
    section: str | None,
    quote: str,
    span: Span,
    told: tuple[str | None, Period | None],
) -> Entry:
    """The entry of a line without a value."""
    modality, period = told
    return as_entry(
        (
            identity, line.kind, False, section, line.object, None, None, False, None, None, None, None, None, None, None,
            period, modality, quote, span, line.id, line.grade, line.stage, line.object, line.members, line.certainty, (), None,
        )
    )  # fmt: skip


_NOTHING_HASHED = blake2b(digest_size=6)


def _identity(letter: str, quote: str, occurrence: int, ordinal: int) -> str:
    """An id made of what is said: the quote, which of its occurrences, which of the quote's entries."""
    hashed = _NOTHING_HASHED.copy()
    hashed.update(f"{quote}\x00{occurrence}\x00{ordinal}".encode("utf-8", "surrogatepass"))
    return letter + hashed.hexdigest()


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
