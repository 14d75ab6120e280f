"""Which findings somebody may see, and what is counted of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Ratio
from luoshi_web.registers.findings.figures import Finding as Counted
from luoshi_web.registers.findings.figures import MoneyKind, repeated
from luoshi_web.registers.findings.models import Finding, FindingMoney, FindingStage
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible
from luoshi_web.supervision.urging.days import add_working_days


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The findings that an actor may read."""
    return visible(Matter.Register.FINDINGS, actor, theirs=Q(office=actor.office_id))


def over_on(day: date) -> Q:
    """Matters whose finding is over its day while the unit still has to act."""
    return Q(phase=Matter.Phase.OPEN, finding__due__isnull=False, finding__due__lt=day)


NEAR = 5
"""Working days before the last one from which a finding is yellow: when its unit is told of a limit for the first time."""


def with_light(matters: QuerySet[Matter], day: date) -> QuerySet[Matter]:
    """``light`` of each on a day, empty where its unit has nothing to do: red once its day is over, yellow in the five working days before and where a stage
    of its plan is over, else green.
    """
    return matters.annotate(light=_light(day))


def lit(matters: QuerySet[Matter], day: date, colour: str) -> QuerySet[Matter]:
    """Those with this light on a day."""
    return matters.alias(light=_light(day)).filter(light=colour)


def _light(day: date) -> Case:
    stage_over = FindingStage.objects.filter(finding=OuterRef("pk"), kept_on=None, due__lt=day)
    near = Q(finding__due__lte=add_working_days(day, NEAR)) | Q(Exists(stage_over))
    return Case(
        When(~Q(phase=Matter.Phase.OPEN), then=Value("")), When(finding__due__lt=day, then=Value("red")), When(near, then=Value("yellow")),
        default=Value("green"), output_field=CharField(),
    )  # fmt: skip


def with_money(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """``put_right`` of each: the sum of its vouchers in 元, None where there is none."""
    sums = (
        FindingMoney.objects.filter(finding=OuterRef("pk"))
        .order_by()
        .values("finding")
        .annotate(total=Sum("amount"))
    )
    return matters.annotate(put_right=Subquery(sums.values("total")[:1]))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of some findings on a day. ``money`` in 元 by kind, which add up to ``put_right``."""

    rates: tuple[Figure, ...]
    by_money: Ratio
    found: int
    closed: int
    rules: int
    money: dict[MoneyKind, Decimal]

    @property
    def put_right(self) -> Decimal:
        """All money put right."""
        return sum(self.money.values(), start=Decimal(0))


def figures_of(matters: QuerySet[Matter], *, on: date) -> Figures:
    """Every figure of the register by each definition, as ``findings.figures`` defines them. Two queries. ``digest`` is empty: made where one is kept."""
    rows = Finding.objects.filter(matter__in=matters.order_by())
    got = rows.aggregate(**_asked(on))
    return _figures(got, _by_kind(rows, on), on)


def figures_by(matters: QuerySet[Matter], column: str, *, on: date) -> dict[Any, Figures]:
    """The same of each value of a column of findings (``source``, ``matter__office``) that has any. Two queries."""
    rows = Finding.objects.filter(matter__in=matters.order_by())
    kinds: dict[Any, dict[MoneyKind, Decimal]] = {}
    vouchers = FindingMoney.objects.filter(finding__in=rows.order_by().values("pk"), on__lte=on).order_by()
    for value, kind, total in vouchers.values_list(f"finding__{column}", "kind").annotate(
        total=Sum("amount")
    ):
        kinds.setdefault(value, {})[MoneyKind(kind)] = total
    none = dict.fromkeys(MoneyKind, Decimal(0))
    found = rows.order_by().values(column).annotate(**_asked(on))
    return {
        got[column]: _figures(got, none | kinds.get(got[column], {}), on) for got in found if got["found"]
    }


def rows_of(
    matters: QuerySet[Matter], code: str, variant: str, *, on: date
) -> tuple[frozenset[int], frozenset[int]]:
    """The keys behind a figure: what stands above, and below; of a count or sum nothing stands below. A rate of money rests on what is of money."""
    rows = Finding.objects.filter(matter__in=matters.order_by())
    paid = Q(pk__in=FindingMoney.objects.filter(on__lte=on).order_by().values("finding"))
    known = Q(issued_on__lte=on)
    sums = {
        ("closed", "money"): (known & Q(amount__isnull=False), paid), ("money", "all"): (Q(), paid), ("found", "all"): (Q(), known),
        ("closed_count", "all"): (Q(), _closed(on)), ("rules", "all"): (Q(), known & Q(rules_made__gt=0)),
    }  # fmt: skip
    rates = {(each, way): (below, above) for each, way, below, above in _rates(on)}
    below, above = (rates | sums)[code, variant]
    within = rows.filter(below)
    counted = frozenset(within.filter(above).values_list("pk", flat=True))
    return counted, frozenset(within.values_list("pk", flat=True)) if below else frozenset()


def _rates(on: date) -> tuple[tuple[str, str, Q, Q], ...]:
    """Rate and definition, what stands below, and what of that is counted."""
    known, closed = Q(issued_on__lte=on), _closed(on)
    due = known & Q(due__isnull=False, due__lte=on)
    once = Q(closed_on__isnull=False, closed_on__lte=on)
    return (
        ("closed", "all", known, closed),
        ("closed", "due", due | closed, closed),
        ("in_time", "due", due, _closed_in_time(on)),
        ("relapsed", "12_months", once, Q(reopened_on__isnull=False, reopened_on__lte=on)),
    )


def _asked(on: date) -> dict[str, Any]:
    known = Q(issued_on__lte=on)
    counts: dict[str, Any] = {}
    for number, (_code, _variant, below, above) in enumerate(_rates(on)):
        counts[f"below{number}"] = Count("pk", filter=below)
        counts[f"above{number}"] = Count("pk", filter=below & above)
    return counts | {
        "found": Count("pk", filter=known), "closed": Count("pk", filter=_closed(on)), "rules": Sum("rules_made", filter=known),
        "found_money": Sum("amount", filter=known),
    }  # fmt: skip


def _figures(got: Mapping[str, Any], money: dict[MoneyKind, Decimal], on: date) -> Figures:
    rates = tuple(
        Figure(code, variant, on, got[f"above{number}"], got[f"below{number}"], 0, "")
        for number, (code, variant, _below, _above) in enumerate(_rates(on))
    )
    put_right = sum(money.values(), start=Decimal(0))
    ratio = Ratio("closed", "money", on, put_right, got["found_money"] or Decimal(0), "")
    return Figures(rates, ratio, got["found"], got["closed"], got["rules"] or 0, money)


def _closed(on: date) -> Q:
    """Closed by a day: never found again by then, or closed in its turn."""
    once = Q(closed_on__isnull=False, closed_on__lte=on)
    stands = Q(reopened_on__isnull=True) | Q(reopened_on__gt=on)
    return once & (stands | Q(reclosed_on__isnull=False, reclosed_on__lte=on))


def _closed_in_time(on: date) -> Q:
    stands = Q(reopened_on__isnull=True) | Q(reopened_on__gt=on)
    first = Q(closed_on__isnull=False, closed_on__lte=on) & Q(closed_on__lte=F("due")) & stands
    again = Q(reopened_on__isnull=False, reopened_on__lte=on, reclosed_on__isnull=False, reclosed_on__lte=on)
    return first | (again & Q(reclosed_on__lte=F("due")))


def _by_kind(rows: QuerySet[Finding], on: date) -> dict[MoneyKind, Decimal]:
    """Money put right by a day, every kind named."""
    vouchers = FindingMoney.objects.filter(finding__in=rows.order_by().values("pk"), on__lte=on)
    sums = dict(vouchers.order_by().values_list("kind").annotate(total=Sum("amount")))
    return {kind: sums.get(kind.value, Decimal(0)) for kind in MoneyKind}


def repeated_of(matters: QuerySet[Matter], *, year: int, on: date) -> Figure:
    """屡审屡犯 of a year: with what the three years before have of the same unit and category, over all that ``matters`` holds. One query."""
    named = Finding.objects.filter(matter__in=matters.order_by(), issued_on__lte=on, issued_on__year__gte=year - 3, issued_on__year__lte=year)  # fmt: skip
    rows = [
        Counted(str(key), found_on, unit=str(office or ""), category=category)
        for key, found_on, office, category in named.values_list("pk", "issued_on", "matter__office", "category")
    ]  # fmt: skip
    above = [row for row in repeated(rows, on) if row.found_on.year == year]
    below = [row for row in rows if row.found_on.year == year]
    return Figure("repeated", "three_years", on, len(above), len(below), 0, "")
