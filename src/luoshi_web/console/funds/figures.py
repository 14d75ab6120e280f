"""What the page of figures shows: progress by each denominator, debt against its limit, the three expenses by each comparison; each number with its rows."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from luoshi_web.console.funds.rows import percent
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.years import year_asked
from luoshi_web.registers.engine.figures import FigureFault
from luoshi_web.registers.funds.debts import repayments_of
from luoshi_web.registers.funds.figures import Item, Kind, ahead
from luoshi_web.registers.funds.rules.states import Type
from luoshi_web.registers.funds.selectors import BELOW, Compared, figures_of, visible_to
from luoshi_web.registers.funds.words import COMPARED, ITEMS, PROGRESS
from luoshi_web.registers.matters.days import day_of


def asked(request: OfficeRequest) -> dict[str, Any]:
    """Over what the post may see of a year: as it stood at the year's end, or with ``?until=today`` as it is known now."""
    year = year_asked(request)
    until_today = request.GET.get("until") == "today"
    on = request.today if until_today else day_of(year, request.today)
    found = figures_of(visible_to(request.actor), on=on, year=year)
    day = min(on, date(year, 12, 31))
    months = months_over(day) if day.year == year else 0
    return {
        "year": year, "on": on, "until": "today" if until_today else "", "months": months, "even": percent_of_year(months),
        "progress": [
            {
                "name": PROGRESS[each.variant], "share": percent(each.value), "ahead": _ahead(each.value, months),
                "above": each.numerator, "above_rows": _rows([Kind.SPENT], year, on), "below": each.denominator, "below_rows": _rows(BELOW[each.variant], year, on),
            }
            for each in found.progress
        ],
        "recovered": found.recovered.value, "recovered_rows": _rows([Kind.RECOVERED], year, on),
        "three": [_three(each, year) for each in found.three], "repaid": repayments_of(year, on=on),
    }  # fmt: skip


def months_over(day: date) -> int:
    """How many months of the year are over at the end of a day."""
    return day.month if (day + timedelta(days=1)).month != day.month else day.month - 1


def percent_of_year(months: int) -> str:
    """序时进度 in per cent with one digit."""
    return f"{Decimal(months) / 12 * 100:.1f}"


def _ahead(share: Any, months: int) -> str | None:
    """In points with one digit; None where no month is over, or nothing was counted."""
    try:
        return None if share is None else f"{float(ahead(share, months)):+.1f}"
    except FigureFault:
        return None


def _rows(kinds: Sequence[Kind], year: int, on: date) -> str:
    """The address of the postings that were counted."""
    asked = [
        ("of", Type.SPECIAL.value),
        ("year", str(year)),
        ("until", on.isoformat()),
        *(("kind", kind.value) for kind in kinds),
    ]
    return f"{reverse('funds:postings')}?{urlencode(asked)}"


def _three(found: Compared, year: int) -> dict[str, Any]:
    change = found.change
    rows = reverse("funds:expenses") + "?" + urlencode([("scope", found.scope), ("year", str(year))])
    return {
        "scope": found.scope, "name": COMPARED[change.variant], "now": change.now, "before": change.before, "share": percent(change.value) if change.before else None,
        "no_more": change.no_more, "rose": [ITEMS[Item(item)] for item in change.rose], "units": found.units, "left_out": found.left_out, "rows": rows,
    }  # fmt: skip
