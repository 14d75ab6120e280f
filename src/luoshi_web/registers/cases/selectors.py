"""Which cases somebody may see, and what is counted of them, in a few questions of the database, as ``cases.figures`` defines it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.figures import CORRECTS, HEADS, JUDGMENTS, LOST, SETTLES, Came
from luoshi_web.registers.cases.models import CaseAdvice, Reconsideration
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Measured, Ratio
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible

Way = tuple[str, str]
"""Code of a figure, and the way of counting."""


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The applications and court cases that an actor may read."""
    return visible(Matter.Register.CASES, actor, theirs=Q(office=actor.office_id))


@dataclass(frozen=True, slots=True)
class Share:
    """What stands above and below in a rate, and what is left out by rule."""

    below: Q
    above: Q
    left_out: Q | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of the cases of a year up to a day, by each way. The tables hold code → count of what ended, came or did not come in the year."""

    rates: tuple[Figure, ...]
    measures: tuple[Measured, ...]
    to_court: Ratio
    outcomes: Mapping[str, int]
    kinds: Mapping[str, int]
    judged: Mapping[str, int]
    came: Mapping[str, int]
    excuses: Mapping[str, int]


def counted(matters: QuerySet[Matter], *, on: date) -> Counted:
    """Eight queries. ``digest`` is empty: it is made where a figure is kept."""
    rates: list[Figure] = []
    numbers: dict[Way, int] = {}
    for rows, shares, measures in _tables(matters, on):
        asked: dict[str, Any] = {}
        for number, share in enumerate(shares.values()):
            asked[f"below{number}"] = Count("pk", filter=share.below)
            asked[f"above{number}"] = Count("pk", filter=share.below & share.above)
            if share.left_out is not None:
                asked[f"left{number}"] = Count("pk", filter=share.left_out)
        for number, condition in enumerate(measures.values()):
            asked[f"count{number}"] = Count("pk", filter=condition)
        found = rows.aggregate(**asked)
        rates += [
            Figure(*way, on, found[f"above{number}"], found[f"below{number}"], found.get(f"left{number}", 0), "")
            for number, way in enumerate(shares)
        ]  # fmt: skip
        numbers |= {way: found[f"count{number}"] for number, way in enumerate(measures)}
    hearings = CourtHearing.objects.filter(suit__matter__in=_keys(matters), on__year=on.year, on__lte=on).exclude(came="")  # fmt: skip
    return Counted(
        tuple(rates),
        tuple(Measured(*way, on, Decimal(count), "件", count, "") for way, count in numbers.items()),
        Ratio("to_court", "year", on, Decimal(numbers[_RECEIVED]), Decimal(numbers[_SUITS]), ""),
        _by(_applications(matters, on).filter(_closed(on), closed_on__year=on.year), "outcome"),
        _by(_applications(matters, on).filter(arrived_on__year=on.year), "kind"),
        _by(Suit.objects.filter(_ended(on), matter__in=_keys(matters), judged_on__year=on.year), "judged"),
        _by(hearings, "came"),
        _by(hearings.exclude(excuse=""), "excuse"),
    )


def rows_of(matters: QuerySet[Matter], way: Way, *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The keys of matters behind a figure of :func:`counted`: what stands above, and below; of a count nothing stands below."""
    for rows, shares, measures in _tables(matters, on):
        key = "matter" if rows.model is CaseAdvice else "pk"
        if way in measures:
            return frozenset(rows.filter(measures[way]).values_list(key, flat=True)), frozenset()
        if way in shares:
            below = rows.filter(shares[way].below)
            return (
                frozenset(below.filter(shares[way].above).values_list(key, flat=True)),
                frozenset(below.values_list(key, flat=True)),
            )
    raise KeyError(way)


_RECEIVED: Way = ("received", "year")
_SUITS: Way = ("suits", "year")


def _tables(
    matters: QuerySet[Matter], on: date
) -> list[tuple[QuerySet[Any], dict[Way, Share], dict[Way, Q]]]:
    """Rows of the year up to a day → the rates and the counts over them."""
    return [
        (_applications(matters, on), _application_shares(on), {
            _RECEIVED: Q(arrived_on__year=on.year), ("closed_count", "year"): _closed(on) & Q(closed_on__year=on.year),
        }),
        (_suits(matters, on), _suit_shares(on), {_SUITS: Q(level=1, filed_on__year=on.year)}),
        (_advice(matters, on), _advice_shares(on), {}),
    ]  # fmt: skip


def _keys(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    return matters.order_by()


def _since(column: str, on: date) -> Q:
    """Not ended before the year of a day."""
    return Q((f"{column}__isnull", True)) | Q((f"{column}__year__gte", on.year))


def _applications(matters: QuerySet[Matter], on: date) -> QuerySet[Reconsideration]:
    return Reconsideration.objects.filter(_since("closed_on", on), matter__in=_keys(matters), arrived_on__lte=on)  # fmt: skip


def _closed(on: date) -> Q:
    return Q(closed_on__isnull=False, closed_on__lte=on)


def _application_shares(on: date) -> dict[Way, Share]:
    closed, accepted = _closed(on), Q(accepted_on__isnull=False, accepted_on__lte=on)
    corrects, settles = closed & Q(outcome__in=CORRECTS), Q(outcome__in=SETTLES)
    due = Q(due__isnull=False, due__lte=on)
    return {
        ("corrected", "closed"): Share(closed, corrects),
        ("corrected", "unsettled"): Share(closed & ~settles, corrects),
        ("corrected", "accepted"): Share(accepted, corrects),
        ("settled", "closed"): Share(closed, settles),
        ("in_time", "due"): Share(accepted & (closed | due), closed & Q(due__isnull=False, closed_on__lte=F("due"))),
        ("closed", "accepted"): Share(accepted, closed),
    }  # fmt: skip


def _suits(matters: QuerySet[Matter], on: date) -> QuerySet[Suit]:
    """Of each instance whether it was heard, the first day on which a head and the chief came, and what speaks against it."""
    sat = CourtHearing.objects.filter(suit=OuterRef("pk"), on__lte=on).exclude(came="")
    no_head = ~Q(came__in=HEADS)
    away = sat.filter(no_head, asked=True, excused=False)

    def first(ranks: frozenset[Came]) -> Subquery:
        return Subquery(sat.filter(came__in=ranks).order_by("on").values("on")[:1])

    rows = Suit.objects.filter(_since("judged_on", on), matter__in=_keys(matters), filed_on__lte=on)
    rows = rows.annotate(
        heard=Exists(sat), asked=Exists(sat.filter(asked=True)), all_excused=~Exists(sat.exclude(no_head, excused=True)),
        head_on=first(HEADS), chief_on=first(frozenset({Came.CHIEF})),
    )  # fmt: skip
    return rows.annotate(
        away_after_head=Exists(away.filter(on__gt=OuterRef("head_on"))),
        away_after_chief=Exists(away.filter(on__gt=OuterRef("chief_on"))),
    )


def _ended(on: date) -> Q:
    return Q(judged_on__isnull=False, judged_on__lte=on)


def _suit_shares(on: date) -> dict[Way, Share]:
    heard = Q(heard=True)
    came = Q(head_on__isnull=False, away_after_head=False)
    first = Q(level=1) & _ended(on)
    lost = Q(judged__in=LOST)
    return {
        ("head_came", "heard"): Share(heard, came),
        ("head_came", "not_excused"): Share(heard & Q(all_excused=False), came, heard & Q(all_excused=True)),
        ("head_came", "asked"): Share(Q(asked=True), came),
        ("chief_came", "heard"): Share(heard, Q(chief_on__isnull=False, away_after_chief=False)),
        ("lost", "closed"): Share(first, lost),
        ("lost", "judgments"): Share(first & Q(judged__in=JUDGMENTS), lost),
        ("ended", "filed"): Share(Q(), _ended(on)),
    }


def _advice(matters: QuerySet[Matter], on: date) -> QuerySet[CaseAdvice]:
    return CaseAdvice.objects.filter(_since("answered_on", on), matter__in=_keys(matters), received_on__lte=on)  # fmt: skip


def _advice_shares(on: date) -> dict[Way, Share]:
    answered = Q(answered_on__isnull=False, answered_on__lte=on)
    due = Q(due__isnull=False, due__lte=on)
    in_time = answered & (Q(due__isnull=True) | Q(answered_on__lte=F("due")))
    return {
        ("advice_answered", "received"): Share(Q(), answered),
        ("advice_answered", "in_time"): Share(answered | due, in_time),
    }


def _by(rows: "QuerySet[Model]", column: str) -> dict[str, int]:
    """How many rows have each code of a column."""
    return dict(rows.order_by().values_list(column).annotate(count=Count("pk")))
