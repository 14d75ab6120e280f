"""What lists of public money show beside each row: the sums of a line of the budget, a unit's year beside the one before, what is left of a bond."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Min, Q, QuerySet, Sum

from luoshi_web.registers.engine.figures import change
from luoshi_web.registers.funds.figures import Item, Kind
from luoshi_web.registers.funds.models import FundPosting, Repayment
from luoshi_web.registers.funds.rules.facts import Sums
from luoshi_web.registers.funds.rules.states import State, Type
from luoshi_web.registers.matters.models import Matter

_NONE = Decimal(0)
CARS = (Item.CARS, Item.CARS_BOUGHT, Item.CARS_RUN)


def sums_of_lines(keys: Iterable[int]) -> dict[int, Sums]:
    """What stands posted to each special fund, in 元. One query."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    rows = FundPosting.objects.filter(fund__in=list(keys), fund__type=Type.SPECIAL).order_by()
    for key, kind, amount in rows.values_list("fund", "kind").annotate(Sum("amount")):
        found[key][kind] = amount
    return {key: Sums(**sums) for key, sums in found.items()}


def progress_of(sums: Sums) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """支出进度 of one line: of its first budget, of the budget as adjusted, of what was allocated; None of nothing."""
    first, adjusted, allocated = (_share(sums.spent, below) for below in (sums.budget, sums.available, sums.allocated))  # fmt: skip
    return first, adjusted, allocated


def _share(above: Decimal, below: Decimal) -> Fraction | None:
    return Fraction(above) / Fraction(below) if below else None


Amounts = Mapping[Item, Decimal]


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's three public expenses of a year by item, in 元: its budget, which is its ceiling, what was entered so far, its final account; and the same
    of the year before in the same scope. An item of which nothing is said is not there; the cars are one item.
    """

    budget: Amounts
    running: Amounts
    final: Amounts
    last_budget: Amounts
    last_final: Amounts

    def total(self, of: str) -> Decimal | None:
        """Of all items; None where nothing is said of any."""
        amounts: Amounts = getattr(self, of)
        return sum(amounts.values(), start=_NONE) if amounts else None

    @property
    def change(self) -> Fraction | None:
        """The final account against last year's as a share; None where one of them is missing or there was nothing."""
        return _change(self.total("final"), self.total("last_final"))

    @property
    def planned(self) -> Fraction | None:
        """The budget against last year's."""
        return _change(self.total("budget"), self.total("last_budget"))

    @property
    def over(self) -> bool:
        """Whether what was spent is over the budget."""
        spent, ceiling = (
            max(self.total("running") or _NONE, self.total("final") or _NONE),
            self.total("budget"),
        )
        return ceiling is not None and spent > ceiling


def _change(now: Decimal | None, before: Decimal | None) -> Fraction | None:
    return change(now, before) if now is not None and before else None


def unit_years(matters: Iterable[Matter], seen: QuerySet[Matter]) -> dict[int, UnitYear]:
    """Of matters with their ``fund``, by key. The year before is looked for among ``seen``. Two queries."""
    wanted = {matter.pk: (matter.office_id, matter.fund.scope, matter.year) for matter in matters}
    earlier = _earlier(wanted.values(), seen)
    posted = _standing([*wanted, *earlier.values()])
    found = {}
    for key, (office, scope, year) in wanted.items():
        now, before = posted[key], posted[earlier.get((office, scope, year - 1), 0)]
        found[key] = UnitYear(
            now[Kind.BUDGET], now[Kind.RUNNING], now[Kind.FINAL], before[Kind.BUDGET], before[Kind.FINAL]
        )
    return found


Of = tuple[int | None, str, int]


def _earlier(wanted: Iterable[Of], seen: QuerySet[Matter]) -> dict[Of, int]:
    offices, scopes, years = (set(each) for each in zip(*wanted, strict=True)) if wanted else ((), (), ())
    rows = (
        seen.filter(fund__type=Type.THREE, office__in=[each for each in offices if each], fund__scope__in=scopes, year__in=[year - 1 for year in years])
        .exclude(state=State.DROPPED).order_by()
    )  # fmt: skip
    return {(office, scope, year): key for key, office, scope, year in rows.values_list("pk", "office", "fund__scope", "year")}  # fmt: skip


def _standing(keys: list[int]) -> dict[int, dict[Kind, dict[Item, Decimal]]]:
    """By matter, kind and item, without what was reversed: an item whose every posting was reversed is not there."""
    found: dict[int, dict[Kind, dict[Item, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    rows = FundPosting.objects.filter(
        fund__in=keys, fund__type=Type.THREE, reverses=None, reversed_by=None
    ).order_by()
    for key, kind, item, amount in rows.values_list("fund", "kind", "item").annotate(Sum("amount")):
        of = Item.CARS if Item(item) in CARS else Item(item)
        items = found[key][Kind(kind)]
        items[of] = items.get(of, _NONE) + amount
    return found


@dataclass(frozen=True, slots=True)
class Owed:
    """Principal of a bond that is not repaid, in 元, and the next day of its calendar that is not paid."""

    principal: Decimal
    next: date | None


def owed_on(bonds: Mapping[int, Decimal]) -> dict[int, Owed]:
    """Of bonds by key with their principal. One query."""
    principal = Q(part=Repayment.Part.PRINCIPAL, paid_on__isnull=False)
    rows = Repayment.objects.filter(bond__in=list(bonds)).order_by().values_list("bond")
    days = {
        key: (paid or _NONE, next_)
        for key, paid, next_ in rows.annotate(paid=Sum("amount", filter=principal), next=Min("due_on", filter=Q(paid_on=None)))
    }  # fmt: skip
    found = {}
    for key, amount in bonds.items():
        paid, next_ = days.get(key, (_NONE, None))
        found[key] = Owed(amount - paid, next_)
    return found


def repayments_in(seen: QuerySet[Matter], first: date, last: date) -> QuerySet[Repayment]:
    """The days of the calendars of these bonds that are issued, from one day to another, both included."""
    found = Repayment.objects.filter(bond__fund__matter__in=seen.order_by(), bond__issued_on__isnull=False, due_on__gte=first, due_on__lte=last)  # fmt: skip
    return found.select_related("bond__fund__matter__office", "paid_by").order_by(
        "due_on", "bond", "part", "pk"
    )


def falling_due(seen: QuerySet[Matter], first: date, last: date) -> list[tuple[date, Matter, str]]:
    """The days on which something of these bonds is to be repaid, and is not yet: each with its bond, and principal or interest."""
    rows = repayments_in(seen, first, last).filter(paid_on=None)
    return [(row.due_on, row.bond.fund.matter, row.get_part_display()) for row in rows]


def postings_in(seen: QuerySet[Matter]) -> QuerySet[FundPosting]:
    """What is posted to these matters and counts: not to what was dropped. The last day first."""
    found = FundPosting.objects.filter(fund__matter__in=seen.order_by()).exclude(fund__matter__state=State.DROPPED)  # fmt: skip
    return found.select_related("fund__matter__office", "entered_by").order_by("-on", "-pk")
