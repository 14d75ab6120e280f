"""A better copy of a report: which line of the copy before each of its lines is, and which lines left.

Two lines are the same where their words are equal once width and blanks are folded, and where that leaves no choice. Nothing is likened: 增长5%左右 and
增长6%左右 differ in one sign of seven. A line that is the same keeps its address, and with it what hangs on it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from luoshi_web.portal.bring_in.rows import PlaceRows
from luoshi_web.portal.forgetting import UNANSWERED
from luoshi_web.portal.models import Copy, FormerCopy, Line, Orphan, Outcome, Place, Report
from luoshi_web.portal.search.grams import wanted

_BATCH = 400
Words = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A line that is public before the release, or an orphan that nobody has settled."""

    name: str
    copy_name: str
    year: int
    quote: str
    kind: str = ""
    verdict: str = ""

    @property
    def words(self) -> Words:
        return self.year, wanted(self.quote)


@dataclass(slots=True)
class Before:
    """What was public of a place: its lines in reading order, the orphans, the copies by their digest, and what the next reports said of ``left``."""

    lines: list[Standing]
    orphans: list[Standing]
    copies: dict[str, int]
    left: list[Standing] = field(default_factory=list)
    outcomes: dict[str, tuple[int, str]] = field(default_factory=dict)


def before(place: Place) -> Before:
    columns = ("pk", "copy_name", "year", "quote", "kind", "verdict")
    lines = Line.objects.filter(place=place).order_by("year", "start", "number").values_list(*columns)
    waiting = Orphan.objects.filter(place=place, settled_on=None).order_by("year", "pk")
    copies = Copy.objects.filter(place=place).values_list("sha256", "report__year")
    return Before(
        [Standing(*row) for row in lines],
        [Standing(*row) for row in waiting.values_list("pk", "pk", "year", "quote", "kind", "verdict")],
        dict(copies),
    )


def as_the_same(rows: PlaceRows, held: Before) -> PlaceRows:
    """``rows`` with the addresses that their lines have already; what left, and what had come of it, is noted in ``held``."""
    if not held.lines and not held.orphans:
        return rows
    new = [
        (row["id"], (year, wanted(row["quote"])))
        for year, of in sorted(rows.years.items())
        for row in of.lines
    ]
    names = _names(new, held)
    kept = {names.get(name, name) for name, _words in new}
    held.left = [line for line in held.lines if line.name not in kept and line.year in rows.years]
    gone = [line.name for line in held.left]
    for begin in range(0, len(gone), _BATCH):
        told = Outcome.objects.filter(line__in=gone[begin : begin + _BATCH]).exclude(quote="")
        held.outcomes |= {
            name: (year, quote) for name, year, quote in told.values_list("line_id", "later__year", "quote")
        }
    return _renamed(rows, names) if names else rows


def _names(new: list[tuple[str, Words]], held: Before) -> dict[str, str]:
    """Name of a line in its copy → the address that it keeps, where that is another."""
    own = {line.name for line in held.lines}
    by_copy = {line.copy_name: line.name for line in held.lines if line.copy_name}
    names = {name: by_copy[name] for name, _words in new if name not in own and name in by_copy}
    taken = {name for name, _words in new if name in own} | set(names.values())
    for candidates in (held.lines, held.orphans):
        open_ = [(name, words) for name, words in new if name not in taken and name not in names]
        found = _alike(open_, [line for line in candidates if line.name not in taken])
        names |= found
        taken |= set(found.values())
    return {name: kept for name, kept in names.items() if name != kept}


def _alike(new: Iterable[tuple[str, Words]], old: Iterable[Standing]) -> dict[str, str]:
    """Where as many lines say some words now as did before, the first is the first and the last the last; elsewhere nobody can tell."""
    now: dict[Words, list[str]] = defaultdict(list)
    then: dict[Words, list[str]] = defaultdict(list)
    for name, words in new:
        now[words].append(name)
    for line in old:
        then[line.words].append(line.name)
    return {
        name: kept
        for words, those in now.items()
        if len(those) == len(then.get(words, ()))
        for name, kept in zip(those, then[words], strict=True)
    }


def _renamed(rows: PlaceRows, names: dict[str, str]) -> PlaceRows:
    """Every mention of a line by the address that it keeps; its name in the copy stays beside it."""
    years = {
        year: replace(of, lines=[_own(row, names) for row in of.lines]) for year, of in rows.years.items()
    }
    return PlaceRows(
        rows.key, years, *(_mentions(those, names) for those in (rows.outcomes, rows.turns, rows.fates))
    )


def _own(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    name = row["id"]
    return row | {"id": names[name], "copy_name": name} if name in names else row


def _mentions(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_mentions(inner, names) for inner in value]
    if isinstance(value, dict):
        return {key: _mentions(inner, names) for key, inner in value.items()}
    return value


def note_what_left(place: Place, held: Before, *, at: datetime) -> None:
    """After a release: lines that left become orphans where their report is still public, those that came back are none any more; copies that left lead on."""
    years = set(Report.objects.filter(place=place).values_list("year", flat=True))
    Orphan.objects.filter(place=place).exclude(year__in=years).delete()
    FormerCopy.objects.filter(place=place).exclude(year__in=years).delete()
    Orphan.objects.filter(pk__in=Line.objects.filter(place=place).values("pk")).delete()
    answered = {name: told for name, told in held.outcomes.items() if told[0] in years}
    Orphan.objects.filter(place=place).exclude(answer_year=None).exclude(answer_year__in=years).update(
        **UNANSWERED
    )
    day = timezone.localtime(at).date()
    Orphan.objects.bulk_create(
        [
            Orphan(
                pk=line.name, place=place, year=line.year, quote=line.quote, kind=line.kind, left_on=day,
                verdict="" if line.name in held.outcomes.keys() - answered.keys() else line.verdict,
                answer_year=answered.get(line.name, (None, ""))[0], answer=answered.get(line.name, (None, ""))[1],
            )
            for line in held.left
            if line.year in years
        ],
        _BATCH,
        ignore_conflicts=True,
    )  # fmt: skip
    here = set(Copy.objects.filter(place=place).values_list("sha256", flat=True))
    FormerCopy.objects.filter(pk__in=here).delete()
    FormerCopy.objects.bulk_create(
        [FormerCopy(sha256=sha256, place=place, year=year) for sha256, year in held.copies.items() if sha256 not in here and year in years],
        ignore_conflicts=True,
    )  # fmt: skip
