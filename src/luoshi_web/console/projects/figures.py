"""What the page of figures shows: each count and rate by each way of counting, classes by size, and a promised number counted live."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from luoshi_web.registers.engine.figures import Bar, Figure, shown
from luoshi_web.registers.engine.measures import Quota, Ratio
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.selectors import SIGNED, counted
from luoshi_web.registers.projects.words import FIGURES, RATES

EDGES = (Decimal(1), Decimal(5), Decimal(10))
"""亿元 from which the classes begin that reports count in."""


def figures(
    matters: QuerySet[Matter], said: Mapping[str, str], *, on: date, bar: Bar | None
) -> dict[str, Any]:
    """Measures, rates and classes of a day, and promised numbers of projects signed over a size (新招引超亿元项目100个，其中超10亿元18个).

    ``said`` holds ``promised1``, ``over1``, ``exact1`` and so on; what is no number is left out.
    """
    asked = _promised(said)
    bars = [*(Bar(edge, includes=True) for edge in EDGES), *(bar for _number, bar in asked)]
    found = counted(matters, on=on, bar=bar, over=bars)
    signed = [counts[SIGNED] for counts in found.over]
    over, held = signed[: len(EDGES)], signed[len(EDGES) :]
    rows: list[Figure | Ratio] = [*found.rates, *found.ratios]
    return {
        "measures": [
            {"name": FIGURES[each.code, each.variant], "value": each.value, "unit": each.unit, "rows": each.rows}
            for each in found.measures
        ],
        "rates": [
            {"words": RATES[each.code, each.variant], "share": shown(each.value), "above": Decimal(each.numerator), "below": Decimal(each.denominator)}
            for each in rows
        ],
        "bands": [
            {"low": low, "high": high, "count": many - more}
            for low, high, many, more in zip(EDGES, (*EDGES[1:], None), over, (*over[1:], 0), strict=True)
        ],
        "quota": [_quota(promised, bar, count, on) for (promised, bar), count in zip(asked, held, strict=True)],
    }  # fmt: skip


def _promised(said: Mapping[str, str]) -> list[tuple[Decimal, Bar]]:
    asked = []
    for number in "12":
        promised, size = _number(said.get(f"promised{number}")), _number(said.get(f"over{number}"))
        if promised is not None and size is not None:
            asked.append((promised, Bar(size, includes=f"exact{number}" in said)))
    return asked


def _quota(promised: Decimal, bar: Bar, count: int, on: date) -> dict[str, Any]:
    held = Quota(promised, Decimal(count))
    left = (date(on.year, 12, 31) - on).days
    return {"bar": bar, "quota": held, "share": shown(held.share), "short": held.short, "left": left}


def bar_of(said: str) -> Bar | None:
    """A class by size as the address names it: ``1`` for 亿元以上, ``>1`` for 超亿元."""
    size = _number(said.lstrip(">"))
    return None if size is None else Bar(size, includes=not said.startswith(">"))


def _number(said: str | None) -> Decimal | None:
    try:
        found = Decimal((said or "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 < found < 1_000_000 else None
