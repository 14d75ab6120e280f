"""Which findings somebody may see, and what is counted of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Ratio
from luoshi_web.registers.findings.figures import Finding as Counted
from luoshi_web.registers.findings.figures import MoneyKind, repeated
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The findings that an actor may read."""
    return visible(Matter.Register.FINDINGS, actor, theirs=Q(office=actor.office_id))


def over_on(day: date) -> Q:
    """Matters whose finding is over its day while the unit still has to act."""
    return Q(phase=Matter.Phase.OPEN, finding__due__isnull=False, finding__due__lt=day)


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
    known = Q(issued_on__lte=on)
    due = known & Q(due__isnull=False, due__lte=on)
    closed = _closed(on)
    once = Q(closed_on__isnull=False, closed_on__lte=on)
    asked = (
        ("closed", "all", known, closed),
        ("closed", "due", due | closed, closed),
        ("in_time", "due", due, _closed_in_time(on)),
        ("relapsed", "12_months", once, Q(reopened_on__isnull=False, reopened_on__lte=on)),
    )
    counts = {}
    for number, (_code, _variant, below, above) in enumerate(asked):
        counts[f"below{number}"] = Count("pk", filter=below)
        counts[f"above{number}"] = Count("pk", filter=below & above)
    got = rows.aggregate(
        **counts, found=Count("pk", filter=known), closed=Count("pk", filter=closed), rules=Sum("rules_made", filter=known),
        amount=Sum("amount", filter=known),
    )  # fmt: skip
    rates = tuple(
        Figure(code, variant, on, got[f"above{number}"], got[f"below{number}"], 0, "")
        for number, (code, variant, _below, _above) in enumerate(asked)
    )
    money = _by_kind(rows, on)
    found_money = got["amount"] or Decimal(0)
    ratio = Ratio("closed", "money", on, sum(money.values(), start=Decimal(0)), found_money, "")
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
