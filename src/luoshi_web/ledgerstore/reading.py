"""What an entry says, as a plain dictionary in the ledger's keys, and what a correction may make of it. Pure.

Keys and codes: docs/ledger.md. A correction is checked here, at the border: nothing that no ledger could hold is ever stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from luoshi.ledger.diff import FIELDS
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.units import load_units

Reading = dict[str, Any]

KINDS = ("target", "task", "result", "problem")
MEASURES = ("growth", "level", "share", "change", "growth_average", "multiple", "rank", "count")
DIRECTIONS = ("up", "down")
BOUNDS = (
    "exact", "about", "at_least", "at_most", "range", "nearly", "more_than", "relative", "assigned", "qualitative",
)  # fmt: skip
COMPARES = ("same", "above", "below")
MODALITIES = ("expect", "ensure", "strive", "complete")
GRADES: Mapping[str, tuple[str, ...]] = {"task": ("deliverable", "activity", "aim"), "result": ("deed",)}
"""The grades of each kind that has any; docs/ledger.md."""
LINE = ("line", "grade", "stage", "object", "members", "certainty")
"""What an entry has of its line; None of what was read before there were lines."""
YEARS = (1949, 2100)
SAYS = (*FIELDS, "grade")
"""What two readings can differ in."""
CORRECTABLE = tuple(name for name in SAYS if name != "quote")
"""What a person corrects by hand; the quote changes by splitting and merging alone."""

_CODES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "measure": MEASURES,
    "direction": DIRECTIONS,
    "bound": BOUNDS,
    "modality": MODALITIES,
    "grade": tuple(code for codes in GRADES.values() for code in codes),
}
_MAGNITUDES = {"万亿": 10**12, "千亿": 10**11, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_AMOUNT = re.compile(r"(-?\d{1,24}(?:\.\d{1,12})?)(万亿|千亿|亿|千万|百万|万)?")
_PLACES = 6  # decimals of the column
_LARGEST = Decimal(10) ** 24
_ONE_VALUE = ("exact", "about")
_LOW_ALONE = ("at_least", "more_than")
_HIGH_ALONE = ("at_most", "nearly")
_WITHOUT = ("assigned", "qualitative")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a correction: a code that the page has words for."""

    field: str
    code: str


class NotAReading(ValueError):
    """A correction that no ledger could hold, with every fault at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults


def amount(text: str) -> str | None:
    """``13.5亿`` → ``1350000000``, ``5.50`` → ``5.5``, an empty text → None.

    Raises :class:`ValueError` for what is no number, has more than six decimals or 24 digits.
    """
    typed = text.strip().replace(",", "").replace("，", "")
    if not typed:
        return None
    found = _AMOUNT.fullmatch(typed)
    if not found:
        raise ValueError(text)
    try:
        value = Decimal(found[1]) * _MAGNITUDES.get(found[2] or "", 1)
    except InvalidOperation:
        raise ValueError(text) from None
    written = _plain(value)
    if abs(value) >= _LARGEST or len(written.partition(".")[2]) > _PLACES:
        raise ValueError(text)
    return written


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def corrected(reading: Reading, changes: Mapping[str, Any]) -> Reading:
    """``reading`` with ``changes`` (keys of :data:`CORRECTABLE`; amounts as people type them) taken over.

    A value that a bound does not have is put where the bound has it: ``at_least`` with the one number in both places keeps the
    lower, ``exact`` with one number fills both. Raises :class:`NotAReading`.
    """
    faults = [Fault(name, "unknown") for name in changes if name not in CORRECTABLE]
    new = dict(reading)
    for name, value in changes.items():
        if name in ("low", "high"):
            try:
                new[name] = amount(str(value)) if value is not None else None
            except ValueError:
                faults.append(Fault(name, "no_number"))
        elif name in ("subject", "scope"):
            new[name] = " ".join(str(value or "").split()) or None
        elif name in ("partial", "headline"):
            new[name] = bool(value)
        else:
            new[name] = value or None
    if new.get("bound") in (*_ONE_VALUE, "relative") and ("low" in changes) != ("high" in changes):
        new["high" if "low" in changes else "low"] = None  # the one that was typed is the value
    faults += _faults_of_codes(new, reading)
    if not any(fault.field in ("low", "high", "bound") for fault in faults):
        faults += _settle(new)
    if faults:
        raise NotAReading(tuple(faults))
    if new.get("grade") not in GRADES.get(new["kind"], ()) or new.get("low") or new.get("high"):
        new["grade"] = None  # of another kind, or of a value: those have none
    return new


def _faults_of_codes(new: Reading, old: Reading) -> list[Fault]:
    faults = [
        Fault(name, "unknown")
        for name, codes in _CODES.items()
        if new.get(name) is not None and new[name] not in codes
    ]
    if new.get("kind") is None:
        faults.append(Fault("kind", "missing"))
    if new.get("indicator") and new["indicator"] not in indicators().by_code:
        faults.append(Fault("indicator", "unknown"))
    if new.get("unit") and new["unit"] != old.get("unit") and new["unit"] not in known_units():
        faults.append(Fault("unit", "unknown"))
    if len(new.get("subject") or "") > 200 or len(new.get("scope") or "") > 200:
        faults.append(Fault("subject", "too_long"))
    if (period := new.get("period")) and not _is_period(period):
        faults.append(Fault("period", "no_period"))
    return faults


def _is_period(period: Any) -> bool:
    if not isinstance(period, dict) or set(period) != {"from", "to"}:
        return False
    first, last = period["from"], period["to"]
    return type(first) is int and type(last) is int and YEARS[0] <= first <= last <= YEARS[1]


def _is_relation(relation: Any) -> bool:
    return isinstance(relation, dict) and relation.get("compare") in COMPARES and bool(relation.get("to"))


def _settle(new: Reading) -> list[Fault]:
    """Puts the values where the bound has them; says what does not fit."""
    bound, low, high = new.get("bound"), new.get("low"), new.get("high")
    if bound in _WITHOUT or bound is None:
        return [Fault("bound", "has_no_value")] if low is not None or high is not None else []
    if bound == "relative":  # the margin, where there is one, stands in both places
        one = low if low is not None else high
        new["low"] = new["high"] = one
        if low is not None and high is not None and low != high:
            return [Fault("bound", "one_value")]
        return [] if _is_relation(new.get("relation")) else [Fault("bound", "held_against_what")]
    new["relation"] = None
    if low is None and high is None:
        return [Fault("low", "missing")]
    if bound in _ONE_VALUE:
        new["low"], new["high"] = (low, low) if high is None else (high, high) if low is None else (low, high)
        return [] if new["low"] == new["high"] else [Fault("bound", "one_value")]
    if bound in _LOW_ALONE or bound in _HIGH_ALONE:
        if low is not None and high is not None and low != high:
            return [Fault("bound", "one_value")]
        one = low if low is not None else high
        new["low"], new["high"] = (one, None) if bound in _LOW_ALONE else (None, one)
        return []
    if low is None or high is None:
        return [Fault("high", "missing")] if high is None else [Fault("low", "missing")]
    return [] if Decimal(low) < Decimal(high) else [Fault("high", "not_above")]


def known_units() -> frozenset[str]:
    """The canonical names of the units that the vocabulary knows."""
    return frozenset(unit.canonical for unit in load_units().by_alias.values())


def differing(one: Reading | None, other: Reading | None) -> tuple[str, ...]:
    """The fields in which two readings do not say the same, in the ledger's order."""
    if one is None or other is None:
        return ()
    return tuple(name for name in SAYS if one.get(name) != other.get(name))


def taken_over(reading: Reading, old: Reading | None, new: Reading) -> Reading:
    """What holds of a reading when the machine's changed from ``old`` to ``new``.

    A field that the machine reads as before keeps what a person made of it; one that changed is the machine's again, and so are the
    numbers with their bound and unit as soon as one of them changed.
    """
    changed = set(differing(old, new)) if old is not None else set(SAYS)
    if changed & {"low", "high", "bound", "unit", "relation"}:
        changed |= {"low", "high", "bound", "unit", "relation"}
    kept = {name: reading.get(name) for name in SAYS if name not in changed}
    return dict(new) | kept | {"quote": new["quote"], "span": new["span"]}
