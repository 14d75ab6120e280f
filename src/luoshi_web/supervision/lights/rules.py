"""Rules of the lights as dated data: which terms there are, and which rule holds on a day."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["time", "gap", "hope"]
KINDS: tuple[Kind, ...] = ("time", "gap", "hope")
DEFAULTS = Path(__file__).parent.parent / "data" / "lights.toml"


class TermsFault(ValueError):
    """A term that is missing, unknown or out of bounds. ``term`` is its name."""

    def __init__(self, term: str) -> None:
        super().__init__(f"the term {term} is missing, unknown or out of bounds")
        self.term = term


@dataclass(frozen=True, slots=True)
class TimeTerms:
    """``near`` from ``near_days`` working days before the limit on, ``past`` after it.

    ``claim_stops``: an item that its office reported as done in time does not go red while it waits to be verified. ``asking_stops``: one
    for which more time was asked before the limit stays ``near`` until that is decided.
    """

    near_days: int
    near: str
    past: str
    claim_stops: bool
    asking_stops: bool


@dataclass(frozen=True, slots=True)
class GapTerms:
    """Behind schedule by ``yellow_from`` percentage points or more yellow, by more than ``red_over`` red.

    A rate short of its target is yellow, short by more than ``rate_red_over`` percent of the target red; a rate that was promised as
    about (左右) so much may be short by ``about_points``. The report of a period is there by the day ``report_by`` of the next month;
    ``every_months`` 1, 3 or 6.
    """

    yellow_from: Decimal
    red_over: Decimal
    rate_red_over: Decimal
    about_points: Decimal
    report_by: int
    every_months: int


@dataclass(frozen=True, slots=True)
class HopeTerms:
    """A judgement counts for so many months, then there is none."""

    months: int


Terms = TimeTerms | GapTerms | HopeTerms
TERMS: dict[Kind, type[TimeTerms] | type[GapTerms] | type[HopeTerms]] = {
    "time": TimeTerms,
    "gap": GapTerms,
    "hope": HopeTerms,
}
# term → least and most
_BOUNDS: dict[str, tuple[int, int]] = {
    "near_days": (0, 250), "yellow_from": (0, 100), "red_over": (0, 100), "rate_red_over": (0, 1000), "about_points": (0, 10),
    "report_by": (1, 28), "every_months": (1, 6), "months": (1, 36),
}  # fmt: skip
_CHOICES: dict[str, tuple[object, ...]] = {
    "near": ("blue", "yellow"),
    "past": ("yellow", "red"),
    "every_months": (1, 3, 6),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One light's rule from ``in_force`` on. ``id`` is its row, None for a default that has none yet."""

    kind: Kind
    name: str
    in_force: date
    terms: Terms
    source: str = ""
    id: int | None = None

    @property
    def row(self) -> int:
        """Its row. Raises :class:`LookupError` for a default that was not stored yet."""
        if self.id is None:
            raise LookupError(self.name)
        return self.id


def read_terms(kind: Kind, values: Mapping[str, Any]) -> Terms:
    """The terms of a rule, each checked. Raises :class:`TermsFault`."""
    known = {field.name: field.type for field in fields(TERMS[kind])}
    for name in values:
        if name not in known:
            raise TermsFault(name)
    read = {name: _read(name, known[name], values.get(name)) for name in known}
    if kind == "gap" and read["red_over"] < read["yellow_from"]:
        raise TermsFault("red_over")
    return TERMS[kind](**read)


def _read(name: str, of: Any, value: Any) -> Any:
    read: Any
    if of is bool:
        read = value if isinstance(value, bool) else None
    elif of is int:
        read = value if isinstance(value, int) and not isinstance(value, bool) else None
    elif of is Decimal:
        try:
            read = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        except InvalidOperation:
            read = None
        read = read if read is not None and read.is_finite() else None
    else:
        read = value if isinstance(value, str) else None
    if read is None or (name in _CHOICES and read not in _CHOICES[name]):
        raise TermsFault(name)
    if name in _BOUNDS and not _BOUNDS[name][0] <= read <= _BOUNDS[name][1]:
        raise TermsFault(name)
    return read


def write_terms(terms: Terms) -> dict[str, Any]:
    """Terms as JSON values; decimals as text."""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


@cache
def default_rules() -> dict[Kind, Rule]:
    """The rules of supervision/data/lights.toml. Raises :class:`TermsFault` for a mistake in it."""
    with DEFAULTS.open("rb") as file:
        said = tomllib.load(file)
    return {
        kind: Rule(
            kind, said[kind]["name"], said[kind]["in_force"], read_terms(kind, said[kind]["terms"]), said[kind]["source"]
        )
        for kind in KINDS
    }  # fmt: skip


def in_force(rules: Iterable[Rule], day: date) -> dict[Kind, Rule]:
    """For each light the rule that holds on a day: the last one that began; the default where the office has put none in force."""
    chosen = dict(default_rules())
    for rule in sorted(rules, key=lambda rule: rule.in_force):
        if rule.in_force <= day:
            chosen[rule.kind] = rule
    return chosen
