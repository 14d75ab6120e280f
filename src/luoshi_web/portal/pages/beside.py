"""What stands beside lines of one report: asked for once for all of them, so that a page of one line and the pages of two hundred cost as many
questions to the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from luoshi_web.portal.models import Copy, Fate, Item, Line, Outcome, Paragraph, Place, Report, Turn
from luoshi_web.portal.selectors import Series, above, outcome_of, series

_MOST = 12  # neighbours of a kind on one page
Kind = tuple[str, str, str]
T = TypeVar("T")


@dataclass(slots=True)
class Beside:
    """The neighbours of lines of ``report``, by the line's id. ``known`` keeps the series of the place: its reports share them."""

    report: Report
    above: list[Place]
    copy: Copy | None
    known: dict[Kind, Series] = field(default_factory=dict)
    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    _others: dict[str, Line] = field(default_factory=dict)
    _answers: dict[str, list[Outcome]] = field(default_factory=dict)
    _turns: dict[str, Turn] = field(default_factory=dict)
    _turned: dict[str, Turn] = field(default_factory=dict)
    _fates: dict[str, list[Fate]] = field(default_factory=dict)
    _came: dict[str, list[Fate]] = field(default_factory=dict)
    _together: dict[str, list[Line]] = field(default_factory=dict)
    _items: dict[str, list[Item]] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, str], dict[str, Line]] = field(default_factory=dict)

    def series(self, line: Line) -> Series:
        kind = (line.indicator, line.measure, line.reading.get("unit", ""))
        if kind not in self.known:
            self.known[kind] = series(line.place, *kind)
        return self.known[kind]

    def others(self, outcome: Outcome | None) -> list[Line]:
        """What else the next report says of the line."""
        held = [self._others[name] for name in (outcome.others if outcome else ()) if name in self._others]
        return sorted(held, key=lambda line: (line.report_id, line.number))[:_MOST]

    def answers(self, line: Line) -> list[Line]:
        """The lines of the year before that it answers."""
        return [outcome.line for outcome in self._answers.get(line.pk, ())][:_MOST]

    def turn(self, line: Line) -> Turn | None:
        return self._turns.get(line.pk)

    def turned(self, line: Line) -> Turn | None:
        return self._turned.get(line.pk)

    def fates(self, line: Line) -> list[Fate]:
        return self._fates.get(line.pk, [])

    def came(self, line: Line) -> list[Fate]:
        return self._came.get(line.pk, [])

    def items(self, line: Line) -> list[Item]:
        """What the office released of its follow-up."""
        return self._items.get(line.pk, [])

    def together(self, line: Line) -> list[Line]:
        held = self._together.get(line.together, ()) if line.together else ()
        return [other for other in held if other.pk != line.pk][:_MOST]

    def ladder(self, line: Line) -> list[tuple[Place, Line | None]]:
        """The places from the nation down to the line's own, each with its target for the same thing in the same year."""
        if line.kind != "target" or not line.indicator or line.reading.get("partial"):
            return []
        held = self._elsewhere.get((line.indicator, line.measure), {}) | {line.place_id: line}
        return [(place, held.get(place.pk)) for place in (*self.above, line.place)]


def beside(report: Report, lines: Sequence[Line], known: dict[Kind, Series] | None = None) -> Beside:
    """The neighbours of ``lines``, which all stand in ``report``."""
    names = [line.pk for line in lines]
    found = Beside(
        report, above(report.place), report.copies.filter(best=True).first(), {} if known is None else known
    )
    numbers = {line.paragraph for line in lines}
    found.paragraphs = {p.number: p for p in Paragraph.objects.filter(report=report, number__in=numbers)}
    outcomes = [outcome for line in lines if (outcome := outcome_of(line))]
    found._others = Line.objects.in_bulk({name for outcome in outcomes for name in outcome.others})
    answered = (
        Outcome.objects.filter(answer__in=names)
        .select_related("line__place", "line__outcome__answer")
        .order_by("line_id")
    )
    found._answers = _grouped((str(outcome.answer_id), outcome) for outcome in answered)
    found._turns = {
        turn.before_id: turn for turn in Turn.objects.filter(before__in=names).select_related("after")
    }
    found._turned = {
        turn.after_id: turn
        for turn in Turn.objects.filter(after__in=names).select_related("before").order_by("-pk")
    }
    problems = [line.pk for line in lines if line.kind == "problem"]
    if problems:
        after = Fate.objects.filter(before__in=problems).select_related("after", "report").order_by("pk")
        came = Fate.objects.filter(after__in=problems).select_related("before", "report").order_by("pk")
        found._fates = _grouped((str(fate.before_id), fate) for fate in after)
        found._came = _grouped((str(fate.after_id), fate) for fate in came)
    found._items = _grouped((item.line, item) for item in Item.objects.filter(line__in=names))
    breaths = {line.together for line in lines if line.together}
    if breaths:
        said_together = Line.objects.filter(report=report, together__in=breaths).order_by("number")
        found._together = _grouped((line.together, line) for line in said_together)
    _elsewhere(found, lines)
    return found


def _elsewhere(found: Beside, lines: Sequence[Line]) -> None:
    targets = [line for line in lines if line.kind == "target" and line.indicator]
    if not targets or not found.above:
        return
    others = Line.objects.filter(
        place__in=found.above, year=found.report.year, indicator__in={line.indicator for line in targets}, kind="target"
    ).order_by("-headline", "number")  # fmt: skip
    held: dict[tuple[str, str], dict[str, Line]] = defaultdict(dict)
    for other in others:
        if not other.reading.get("partial"):
            held[other.indicator, other.measure].setdefault(other.place_id, other)
    found._elsewhere = held


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    held: dict[str, list[T]] = defaultdict(list)
    for name, one in pairs:
        held[name].append(one)
    return held
