"""The words for codes, and values as people write them."""

import tomllib
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from luoshi.ledger.entry import Entry, Period

_SIGNS = {
    "exact": "",
    "at_least": "≥",
    "more_than": ">",
    "at_most": "≤",
    "nearly": "<",
    "range": "",
}
_ABOUT = {"zh": "{}左右", "en": "about {}"}
_MAGNITUDES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_ARROWS = {"up": "↑", "down": "↓"}
_RATES = frozenset(("growth", "growth_average", "change"))


def asset(name: str) -> str:
    """A file of ``assets/``."""
    return files("luoshi.ledger.export").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """``assets/labels.toml``: group → code → language → words."""
    return tomllib.loads(asset("labels.toml"))


def label(group: str, code: str | None, language: str) -> str:
    """The words for a code; the code itself where it has none, nothing for None."""
    if code is None:
        return ""
    return labels()[group].get(code, {}).get(language, code)


def number(text: str) -> str:
    """``1350000000`` → ``13.5亿``, ``120000`` → ``12万``, ``5.50`` → ``5.5``."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    for size, name in _MAGNITUDES:
        if abs(value) >= size:
            return f"{_plain(value / size)}{name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(entry: Entry, language: str = "zh") -> str:
    """``≥5.3%``, ``13.5亿美元``, ``6%左右``, ``4.5–5%``; an empty string for an entry without a value."""
    low, high = entry.low, entry.high
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        figures = f"{number(low)}–{number(high)}"
    else:
        figures = number(low if low is not None else high or "")
    said = f"{_SIGNS.get(entry.bound or '', '')}{figures}{entry.unit or ''}"
    return _ABOUT[language].format(said) if entry.bound == "about" else said


def value(entry: Entry, language: str) -> str:
    """The value as a person reads it: amount with an arrow, or what it is held against."""
    parts = []
    text = amount(entry, language)
    if text:
        parts.append((_ARROWS.get(entry.direction or "", "") if entry.measure in _RATES else "") + text)
    relation = entry.relation
    if relation is not None and relation.assigned:
        parts.append(" ".join(filter(None, (label("bound", "assigned", language), relation.by))))
    elif relation is not None and relation.compare is not None:
        parts.append(label("compare", relation.compare, language).format(to=relation.to or "…"))
    elif not text and entry.bound == "qualitative":
        arrow = _ARROWS.get(entry.direction or "", "")
        parts.append(arrow + label("bound", "qualitative", language))
    return " ".join(parts)


def years(period: Period | None) -> str:
    """``2026``, ``2021–2025``."""
    if period is None:
        return ""
    return str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
