"""What a report states for a year whether or not anybody promised it."""

from collections.abc import Collection

from luoshi.ledger.entry import Entry
from luoshi.reconcile.candidate import PLAIN, is_rank_move, variant_of
from luoshi.reconcile.interval import stated
from luoshi.reconcile.record import Record

# Measures that say how the year itself went. An average over years, a multiple and a rank say something else.
_MEASURES = frozenset(("growth", "level", "share", "change", "count"))
_PRECISE = frozenset(("exact", "about", "range"))


def stated_values(
    record: Record, year: int, asked: Collection[str], told: Collection[Entry]
) -> tuple[Entry, ...]:
    """The values that ``record`` states for ``year``: one for each indicator, variant and measure, but for those in ``told``.

    Of several statements an exact one is taken before a bound, one in the review before another, then the first.
    """
    known = {_key(entry) for entry in told}
    found: dict[tuple[str | None, str, str | None], tuple[tuple[bool, bool, int], Entry]] = {}
    for order, entry in enumerate(record.entries):
        if not _is_of(entry, year, asked) or _key(entry) in known:
            continue
        rank = (entry.bound not in _PRECISE, record.role_of(entry) != "review", order)
        key = _key(entry)
        if key not in found or rank < found[key][0]:
            found[key] = (rank, entry)
    named = {
        _value(entry) for entry in (*told, *(e for _, e in found.values())) if variant_of(entry) != PLAIN
    }
    return tuple(
        entry
        for _, entry in sorted(found.values(), key=lambda pair: pair[0][2])
        if variant_of(entry) != PLAIN or _value(entry) not in named
    )


def _is_of(entry: Entry, year: int, asked: Collection[str]) -> bool:
    period = entry.period
    return (
        entry.kind == "result"
        and entry.indicator in asked
        and not entry.partial
        and entry.measure in _MEASURES
        and not is_rank_move(entry)
        and period is not None
        and period.first == period.last == year
        and stated(entry) is not None
    )


def _value(entry: Entry) -> tuple[str | None, ...]:
    """固定资产投资完成60亿元 after 全社会固定资产投资60亿元 is the same value once more, under its bare name."""
    return entry.indicator, entry.measure, entry.low, entry.high, entry.unit


def _key(entry: Entry) -> tuple[str | None, str, str | None]:
    return entry.indicator, variant_of(entry), entry.measure
