"""A target for all residents that is answered by town and country apart: 城乡居民人均可支配收入分别增长6%和7%.

The two figures stand together as one range. Against a target for 居民人均可支配收入 that is another scope; a target for
城乡居民人均可支配收入 with one figure names both, and both are judged.
"""

from decimal import Decimal

from luoshi.ledger.entry import Entry
from luoshi.text import Span

WHOLE = "resident_income"
PARTS = ("urban_income", "rural_income")
_BOTH = "城乡"


def names_both(target: Entry) -> bool:
    """Whether one figure is promised to town and country alike: 城乡居民人均可支配收入增长7%."""
    return target.indicator == WHOLE and _BOTH in f"{target.scope or ''}{target.subject or ''}"


def together(town: Entry, country: Entry) -> Entry | None:
    """Both as one entry with a range, or None where they do not stand in one clause or do not measure the same.

    >>> together(town, country)   # 分别增长6%和7%
    Entry(id='e1+e2', indicator='resident_income', bound='range', low='6', high='7', …)
    """
    if (town.measure, town.unit) != (country.measure, country.unit) or town.span != country.span:
        return None
    values = [v for entry in (town, country) for v in (entry.low, entry.high) if v is not None]
    if not values:
        return None
    values.sort(key=Decimal)
    return town._replace(
        id=f"{town.id}+{country.id}",
        indicator=WHOLE,
        bound="range",
        low=values[0],
        high=values[-1],
        span=Span(town.span.start, town.span.end),
    )
