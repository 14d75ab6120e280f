"""What a line says, in words and in numbers: from its stored reading back to the library's entry."""

from collections.abc import Callable
from decimal import Decimal

from luoshi.ledger.entry import Entry
from luoshi.ledger.export.labels import label
from luoshi.ledger.stored import entry_of
from luoshi.reconcile.figures import figure
from luoshi.reconcile.interval import counts_a_fall, falls
from luoshi.vocabulary.indicators import indicators
from luoshi_web.portal.models import Line


def entry(line: Line) -> Entry:
    """The entry that the line was made from, as far as the portal keeps it."""
    held = dict(line.reading)
    held.pop("members", None)
    return entry_of(
        held
        | {
            "id": line.ledger_id, "kind": line.kind, "headline": line.headline, "subject": line.subject or None,
            "indicator": line.indicator or None, "measure": line.measure or None, "grade": line.grade or None,
            "quote": line.quote, "span": [line.start, line.end], "section": None,
        }
    )  # fmt: skip


def said(line: Line, language: str) -> str:
    """The value as a person reads it: 增长5%左右; an empty string for a line without one."""
    held = entry(line)
    if held.low is None and held.high is None and not held.relation and held.bound in (None, "qualitative"):
        return ""
    return figure(held, "en" if language == "en" else "zh")


def amount(line: Line) -> Decimal | None:
    """The line's number on an axis, falls below zero; of a range the end that is promised; None without a number."""
    said = line.reading.get
    return amount_said(
        said("low"), said("high"), said("bound"),
        falling=lambda: counts_a_fall(line.measure or None, said("direction"), said("scope"), line.subject or None),
    )  # fmt: skip


def amount_said(
    low: str | None, high: str | None, bound: str | None, *, falling: Callable[[], bool]
) -> Decimal | None:
    """… of what a reading says: thousands of dots are drawn without an entry each."""
    text = low if low is not None else high
    if text is None or bound in {"relative", "assigned", "qualitative"}:
        return None
    number = Decimal(text)
    return -number if falling() else number


def high(line: Line) -> Decimal | None:
    """The other end of a range."""
    held = entry(line)
    if held.bound != "range" or held.high is None:
        return None
    number = Decimal(held.high)
    return -number if falls(held) else number


def indicator_name(code: str) -> str:
    listed = indicators().by_code.get(code)
    return listed.name if listed else code


def word(group: str, code: str | None, language: str) -> str:
    """The word for a code of the ledger: measures, bounds, modalities, grades, stages."""
    return label(group, code or None, language)
