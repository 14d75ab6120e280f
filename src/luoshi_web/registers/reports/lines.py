"""The lines of a stored report whose words a register can answer, each held against it on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet

from luoshi import Entry, Span
from luoshi_web.ledgerstore.doubts import same_place
from luoshi_web.ledgerstore.models import Entry as Stored
from luoshi_web.ledgerstore.models import Report
from luoshi_web.ledgerstore.selectors.entries import standing
from luoshi_web.registers.reports.models import Saying as Decided
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.sayings import Answer, Held, Saying, Verdict, held
from luoshi_web.registers.sayings.reader import read_entry
from luoshi_web.supervision.models import Split

BESIDE: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("proposals", "replied"): (("replied_in_time", "a"),),
}
"""Another figure that a careful reader asks for beside one: 办复率 100 % says nothing of time."""
NOT_KEPT = "not_kept"
_ORDER = {Verdict.DIFFERS: 0, Verdict.CANNOT: 1, Verdict.SAME: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that speaks of a register. ``held``: by each definition, the meant one first; ``beside``: other figures to look at; ``decided``: a person's word."""

    entry: Stored
    saying: Saying
    year: int
    held: tuple[Held, ...]
    beside: tuple[Answer, ...]
    decided: Decided | None

    @property
    def first(self) -> Held:
        """By the definition that the words mean."""
        return self.held[0]

    @property
    def name(self) -> str:
        """What is held against the words: the figure, or its denominator; the report's own word where its register is not kept here."""
        provider = PROVIDERS.get(self.saying.register)
        key = (self.saying.figure, self.saying.variants[0])
        if provider is None or key not in provider.names:
            return self.saying.words
        name, _above, below = provider.names[key]
        return str(below if self.saying.side == "below" else name)

    @property
    def moved(self) -> bool:
        """Whether the figure has other counts than those by which somebody decided."""
        kept, now = self.decided.figure if self.decided else None, self.first.answer
        return (kept is not None and now is not None) and (kept.numerator, kept.denominator) != (
            now.above,
            now.below,
        )


def lines_of(report: Report, today: date) -> list[Line]:
    """The differences first, then what cannot be answered, then what agrees; each in the order of the report."""
    entries = list(standing(report).select_related("copy", "saying__figure", "saying__decided_by"))
    text = entries[0].copy.text if entries else ""
    known: dict[tuple[str, int], tuple[Answer, ...] | None] = {}
    lines = []
    for entry in entries:
        saying = read_entry(entry_of(entry), text if entry.copy_id == entries[0].copy_id else entry.copy.text)
        if saying is None:
            continue
        year = _year_of(saying, report)
        key = (saying.register, year)
        if key not in known:
            known[key] = answers_of(saying.register, year, today)
        lines.append(_line(entry, saying, year, known[key]))
    return sorted(lines, key=lambda line: _ORDER[line.first.verdict])


def line_of(entry: Stored, today: date) -> Line | None:
    """One entry of a report, as :func:`lines_of` has it; None where no register answers its words."""
    saying = read_entry(entry_of(entry), entry.copy.text)
    if saying is None:
        return None
    year = _year_of(saying, entry.report)
    return _line(entry, saying, year, answers_of(saying.register, year, today))


def _year_of(saying: Saying, report: Report) -> int:
    """The year that is spoken of: the one named, else the report's own of a promise, and the one before of what was reached."""
    return saying.year or (report.year if saying.promised else report.year - 1)


def _line(entry: Stored, saying: Saying, year: int, answers: tuple[Answer, ...] | None) -> Line:
    decided = getattr(entry, "saying", None)
    if answers is None:
        return Line(entry, saying, year, (Held(Verdict.CANNOT, None, NOT_KEPT),), (), decided)
    mine = tuple(answer for answer in answers if answer.scope == saying.scope and answer.size == saying.size)
    beside = BESIDE.get((saying.register, saying.figure), ()) if saying.side == "value" else ()
    also = tuple(answer for answer in mine if (answer.code, answer.variant) in beside)
    return Line(entry, saying, year, held(saying, mine), also, decided)


def entry_of(stored: Stored) -> Entry:
    """A stored entry as the library has it, with what people corrected. Relations and members are left out: no word of a register hangs on them."""
    said: dict[str, Any] = stored.reading
    period = said.get("period")
    fields = {name: said.get(name) for name in Entry._fields if name in _PLAIN}
    return Entry(**cast(Any, fields), id=stored.key, section=None, relation=None, period=_period(period), span=Span(stored.start, stored.end))  # fmt: skip


def _period(said: Mapping[str, int] | None) -> Any:
    from luoshi.statements.statement import Period

    return Period(said["from"], said["to"]) if said else None


_PLAIN = frozenset(
    {
        "kind", "headline", "subject", "indicator", "scope", "partial", "measure", "direction", "bound", "low", "high", "unit", "modality",
        "quote", "read_as",
    }
)  # fmt: skip


def own_reports() -> QuerySet[Report]:
    """The reports of the places that this office follows up: another place's report is not held against these registers.

    Until a report is split, all are: nothing else says whose office this is.
    """
    places = set(Split.objects.filter(state=Split.State.ISSUED).values_list("report__place", flat=True))
    reports = Report.objects.filter(current__isnull=False)
    if not places:
        return reports
    names = set(reports.values_list("place", flat=True))
    return reports.filter(place__in=[name for name in names if _any_same(name, places)])


def _any_same(name: str, places: Iterable[str]) -> bool:
    return any(same_place(name, place) for place in places)


def is_given(report: Report, on: date) -> bool:
    """Whether a report was given by a day: by the day that it prints; one without such a day with the end of March, when all congresses have met."""
    ledger = report.current.ledger if report.current is not None else None
    printed = ((ledger or {}).get("report") or {}).get("date")
    try:
        day = date.fromisoformat(printed) if printed else date(report.year, 3, 31)
    except ValueError:
        day = date(report.year, 3, 31)
    return day <= on
