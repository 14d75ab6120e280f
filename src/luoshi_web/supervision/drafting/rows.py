"""From an entry of the ledger to a row of the draft. Pure: readings and names in, values out."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from luoshi.vocabulary.lead import Register, Suggestion, only_names, suggest
from luoshi_web.supervision.drafting.due import due_of
from luoshi_web.supervision.drafting.milestones import adds_up, is_rate, milestones_of
from luoshi_web.supervision.drafting.titles import MOST, plain, title_of
from luoshi_web.supervision.progress.values import write_ends

Key = TypeVar("Key", bound=Hashable)
SENTENCE_ENDS = "。；;！？\n"
_SUFFIX = {"at_least": "以上", "more_than": "以上", "at_most": "以内", "nearly": "以内", "about": "左右"}
_SIGN = {"up": "增长", "down": "下降"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is needed of an entry: ``reading`` in the ledger's keys, ``titles`` the headings above it from the nearest outwards,
    ``before`` its sentence up to the quote and ``after`` what follows in it. Where a row holds several values of a line, ``quote`` reaches over
    all of them, ``own`` is the first one's and the rest is the first one's too."""

    key: int
    order: int
    quote: str
    reading: Mapping[str, Any]
    indicator: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    titles: tuple[str, ...]
    before: str
    after: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """One row of the draft. ``low`` and ``high`` are in ``unit``; ``milestones`` are (day, value)."""

    entry: int
    order: int
    title: str
    area: str
    quote: str
    indicator: str
    is_rate: bool
    bound: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    due: date
    milestones: tuple[tuple[date, Decimal], ...]
    suggestion: Suggestion[Key]


def rows_of(entries: Iterable[Said], *, year: int, offices: Register[Key]) -> list[Row[Key]]:
    """The rows of a split of a report for ``year``, in the order of the entries. Clauses that only say who is responsible make none."""
    said = [each for each in entries if not only_names(each.quote)]
    times = Counter(each.quote for each in said)
    return [_row(each, year, offices, alone=times[each.quote] == 1) for each in said]


def before_in_sentence(text: str, start: int) -> str:
    """What stands before ``start`` in its own sentence, at most a hundred characters."""
    begin = max(max(text.rfind(end, 0, start) for end in SENTENCE_ENDS) + 1, start - 100)
    return text[begin:start]


def after_in_sentence(text: str, end: int) -> str:
    """What stands behind ``end`` in its own sentence, at most a hundred characters."""
    stops = [place for mark in SENTENCE_ENDS if (place := text.find(mark, end, end + 100)) >= 0]
    return text[end : min(stops, default=end + 100)]


def area_of(titles: Sequence[str]) -> str:
    """The area (领域) of a row: the heading below the part's own, 一、… under 2026年重点工作; the part's where there is no other."""
    return (titles[-2] if len(titles) > 1 else titles[0] if titles else "")[:200]


def value_words(reading: Mapping[str, Any], low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """``增长5%左右``, ``2000个以上``, ``840亿斤``; an empty text without a value."""
    numbers = write_ends(low, high, unit)
    if not numbers:
        return ""
    change = reading.get("measure") in {"growth", "growth_average", "change"}
    sign = _SIGN.get(reading.get("direction") or "", "") if change else ""
    return f"{sign}{numbers}{_SUFFIX.get(reading.get('bound') or '', '')}"


def further_name(reading: Mapping[str, Any], low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """A further value of a line with what it counts: ``其中超10亿元18个``; an empty text without a value."""
    value = value_words(reading, low, high, unit)
    return f"{reading.get('scope') or ''}{reading.get('subject') or ''}{value}" if value else ""


def _row(said: Said, year: int, offices: Register[Key], *, alone: bool) -> Row[Key]:
    reading = said.reading
    last = (reading.get("period") or {}).get("to")
    due = due_of(said.quote, year, before=said.before, last_year=last)
    rate = is_rate(reading.get("measure"), said.unit)
    bound = reading.get("bound") or ""
    value = said.low if said.low is not None else said.high
    return Row(
        entry=said.key,
        order=said.order,
        title=_title(said, alone=alone),
        area=area_of(said.titles),
        quote=said.quote,
        indicator=said.indicator,
        is_rate=rate and value is not None,
        bound=bound,
        low=said.low,
        high=said.high,
        unit=said.unit,
        due=due,
        milestones=milestones_of(
            value=value,
            bound=bound,
            rate=rate,
            adding=adds_up(said.indicator, said.own or said.quote, later=due.year > year),
            year=year,
            due=due,
            yearly=reading.get("measure") == "growth_average",
        ),
        suggestion=suggest(
            quote=said.quote,
            indicator=said.indicator or None,
            titles=said.titles,
            sentence=said.before + said.quote + said.after,
            offices=offices,
        ),
    )


def _title(said: Said, *, alone: bool) -> str:
    """The quote; where several entries share one (城镇、农村居民收入分别增长…), the subject with its own value."""
    subject = said.reading.get("subject") or ""
    value = value_words(said.reading, said.low, said.high, said.unit)
    if not alone and subject and value:
        return plain(f"{said.reading.get('scope') or ''}{subject}{value}")[:MOST]
    return title_of(said.quote, said.before)
