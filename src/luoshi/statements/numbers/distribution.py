"""分别: several values for several subjects, and the bound word that they share.

``城乡居民人均可支配收入分别增长5%、6.5%左右`` has 左右 once and means it twice;
``分别增长5%左右、5%以上、5%左右`` has a bound for each and shares none;
``分别超过8万元、4.5万元`` has 超过 once, in front, and means it twice.
"""

from luoshi.quantities.quantity import Quantity


def spread_bounds(run: list[Quantity]) -> list[Quantity]:
    """The quantities of a run with the bound word of the last (or of the first) given to all."""
    if len(run) < 2:
        return run
    bare = [q for q in run if q.bound == "exact"]
    first, last = run[0], run[-1]
    if len(bare) != len(run) - 1:
        return run
    if last.bound in ("about", "at_least", "at_most") and last.span.end > last.core.end:
        return [_with_bound(q, last.bound) for q in run]
    if (
        first.bound in ("more_than", "nearly", "at_least", "at_most", "about")
        and first.span.start < first.core.start
    ):
        return [_with_bound(q, first.bound) for q in run]
    return run


def floors(run: list[Quantity], text: str) -> list[Quantity]:
    """``超过`` in a promise is a floor (contract: 以上, 不低于, 超过); in a result it says ``more than``."""
    return [
        _with_bound(q, "at_least")
        if q.bound == "more_than" and text.endswith(("超过", "高于"), q.span.start, q.core.start)
        else q
        for q in run
    ]


def _with_bound(quantity: Quantity, bound: str) -> Quantity:
    value = quantity.low if quantity.low is not None else quantity.high
    if bound == "about":
        return quantity._replace(bound="about", low=value, high=value)
    if bound == "at_least":
        return quantity._replace(bound="at_least", low=value, high=None)
    if bound == "more_than":
        return quantity._replace(bound="more_than", low=value, high=None)
    if bound == "nearly":
        return quantity._replace(bound="nearly", low=None, high=value)
    return quantity._replace(bound="at_most", low=None, high=value)
