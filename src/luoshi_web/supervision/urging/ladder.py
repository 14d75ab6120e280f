"""The ladder 提醒 → 催办 → 督办 → 通报 → 约谈: its terms, and which rung an item has come to. Pure: no database, no clock.

One rung after the other ("orange when blue was not met without good reason", 三明 2017), and none twice for the same occasion:
frequency is to be controlled and repeat supervision is forbidden (政府督查工作条例 art 15).
"""

import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

RUNGS = ("remind", "press", "supervise", "circulate", "interview")
"""Names of the rungs 1 to 5."""
BASES = ("sign", "report", "milestone", "finish", "yellow", "red")
TOLD = ("lead", "officers", "head", "leader")
_NUMBERS = {
    "a_day": (1, 10),
    "rest": (0, 60),
    "grace": (0, 60),
    "unanswered": (0, 60),
    "alike_within": (0, 366),
    "alike": (1, 100),
}

WorkingDays = Callable[[date, date], int]
"""How many working days lie after the first day up to and with the second."""


class BadTerms(ValueError):
    """Terms that cannot be put in force. ``where`` names the key, ``why`` a code: unknown, missing, type, range, order, told, empty."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where, self.why = where, why


@dataclass(frozen=True, slots=True)
class RungTerms:
    """How a rung is taken; ``pause`` and ``answer_within`` in working days."""

    by_itself: bool
    pause: int
    answer_within: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A ladder, as ``data/ladder.toml`` explains each value. ``rules``: basis → pairs of rung and threshold, lowest rung first."""

    a_day: int
    rest: int
    grace: int
    unanswered: int
    alike_within: int
    alike: int
    rungs: Mapping[int, RungTerms]
    rules: Mapping[str, tuple[tuple[int, int], ...]]

    def earliest(self, basis: str) -> int | None:
        """The threshold of the lowest rung of a basis, None where the ladder does not use it."""
        return self.rules[basis][0][1] if self.rules.get(basis) else None


def read_terms(said: Mapping[str, Any]) -> Terms:
    """Terms from JSON or TOML values. Raises :class:`BadTerms` at the first value that will not do."""
    _keys("terms", said, {*_NUMBERS, "rungs", "rules"})
    numbers = {name: _number(name, said[name], *bounds) for name, bounds in _NUMBERS.items()}
    _keys("rungs", said["rungs"], set(RUNGS))
    rungs = {number: _rung(name, said["rungs"][name]) for number, name in enumerate(RUNGS, 1)}
    if unknown := set(said["rules"]) - set(BASES):
        raise BadTerms(f"rules.{min(unknown)}", "unknown")
    rules = {basis: _rules(basis, said["rules"][basis]) for basis in BASES if said["rules"].get(basis)}
    if not rules:
        raise BadTerms("rules", "empty")
    return Terms(**numbers, rungs=rungs, rules=rules)


def _keys(where: str, said: Mapping[str, Any], wanted: set[str]) -> None:
    if unknown := set(said) - wanted:
        raise BadTerms(f"{where}.{min(unknown)}", "unknown")
    if missing := wanted - set(said):
        raise BadTerms(f"{where}.{min(missing)}", "missing")


def _number(where: str, value: Any, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadTerms(where, "type")
    if not low <= value <= high:
        raise BadTerms(where, "range")
    return value


def _rung(name: str, said: Mapping[str, Any]) -> RungTerms:
    where = f"rungs.{name}"
    _keys(where, said, {"by_itself", "pause", "answer_within", "told"})
    if not isinstance(said["by_itself"], bool):
        raise BadTerms(f"{where}.by_itself", "type")
    told = tuple(said["told"])
    if not told or set(told) - set(TOLD):
        raise BadTerms(f"{where}.told", "told")
    pause = _number(f"{where}.pause", said["pause"], 0, 60)
    return RungTerms(
        said["by_itself"], pause, _number(f"{where}.answer_within", said["answer_within"], 0, 60), told
    )


def _rules(basis: str, said: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """A higher rung is never reached sooner than a lower one."""
    if unknown := set(said) - set(RUNGS):
        raise BadTerms(f"rules.{basis}.{min(unknown)}", "unknown")
    found = [
        (number, _number(f"rules.{basis}.{name}", said[name], -60, 366))
        for number, name in enumerate(RUNGS, 1)
        if name in said
    ]
    for (_, lower), (number, higher) in pairwise(found):
        if higher < lower:
            raise BadTerms(f"rules.{basis}.{RUNGS[number - 1]}", "order")
    return tuple(found)


@cache
def default() -> Mapping[str, Any]:
    """The ladder of ``data/ladder.toml``: name, in_force, source, terms."""
    text = files("luoshi_web.supervision").joinpath("data/ladder.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    read_terms(said["terms"])
    return said


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an item may be urged for. ``day`` is the limit's last day, or the day since which the light shows its colour.

    ``key`` names it for ever: ``finish:2026-06-30`` is another occasion than ``finish:2026-09-30`` after an extension.
    """

    key: str
    basis: str
    day: date


@dataclass(frozen=True, slots=True)
class Taken:
    """A rung that was sent, or waits for somebody's word. ``state`` as :class:`Urge.State`."""

    occasion: str
    rung: int
    state: str
    on: date
    answer_due: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The rung to take next, and why: a code of ``reasons.SENTENCES`` with what it was reckoned from (dates as ISO text)."""

    rung: int
    occasion: str
    code: str
    inputs: Mapping[str, Any]


def next_step(
    occasions: Sequence[Occasion],
    taken: Sequence[Taken],
    terms: Terms,
    *,
    day: date,
    working_days: WorkingDays,
) -> Step | None:
    """The one step that an item has come to on a day; the highest rung where several occasions call. None where nothing is to be said.

    Nothing is said of an item that was urged within ``rest``, or of which a proposal waits for somebody's word, the office's or a leader's.
    """
    sent = [one for one in taken if one.state == "sent"]
    if sent and working_days(max(one.on for one in sent), day) < max(terms.rest, 1):
        return None
    if any(one.state in {"proposed", "asked"} for one in taken):
        return None
    found = []
    for occasion in occasions:
        mine = [one for one in taken if one.occasion == occasion.key]
        step = _climb(occasion, mine, terms, day=day, working_days=working_days)
        if step is not None:
            found.append((step.rung, -occasion.day.toordinal(), step))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _climb(
    occasion: Occasion, taken: Sequence[Taken], terms: Terms, *, day: date, working_days: WorkingDays
) -> Step | None:
    """The rung after the last one, where its threshold is reached or the last one was not answered, and its pause has passed."""
    sent = sorted((one for one in taken if one.state == "sent"), key=lambda one: one.rung)
    if len(sent) < len(taken):  # proposed, held back or skipped: the next word is a person's
        return None
    last = sent[-1] if sent else None
    above = [pair for pair in terms.rules.get(occasion.basis, ()) if last is None or pair[0] > last.rung]
    if not above:
        return None
    rung, threshold = above[0]
    if last is not None:
        if working_days(last.on, day) < terms.rungs[rung].pause:
            return None
        if last.answered_on is not None and working_days(last.answered_on, day) <= terms.grace:
            return None
    value = measure(occasion, day)
    if value >= threshold:
        return Step(rung, occasion.key, *_reason(occasion, value))
    if last is not None and last.answer_due is not None and last.answered_on is None:
        late = working_days(last.answer_due, day) if day > last.answer_due else 0
        if late > terms.unanswered:
            inputs = {"rung": last.rung, "on": last.on.isoformat(), "due": last.answer_due.isoformat()}
            return Step(rung, occasion.key, "unanswered", inputs)
    return None


def measure(occasion: Occasion, day: date) -> int:
    """Days after the occasion's day (before it: negative); for a red light whole months.

    >>> [measure(Occasion("gap:2026-01-31", "red", date(2026, 1, 31)), date(2026, 2, d)) for d in (27, 28)]
    [0, 1]
    """
    if occasion.basis != "red":
        return (day - occasion.day).days
    months = (day.year - occasion.day.year) * 12 + day.month - occasion.day.month
    same_day = min(occasion.day.day, monthrange(day.year, day.month)[1])
    return months if day.day >= same_day else months - 1


def reason_of(occasion: Occasion, day: date) -> tuple[str, Mapping[str, Any]]:
    """Why an occasion calls on a day: a code with what it is reckoned from."""
    return _reason(occasion, measure(occasion, day))


def _reason(occasion: Occasion, value: int) -> tuple[str, Mapping[str, Any]]:
    shown = {"day": occasion.day.isoformat()}
    if occasion.basis == "red":
        return "red", shown | {"months": value}
    if occasion.basis == "yellow":
        return "yellow", shown | {"days": value}
    if value > 0:
        return f"{occasion.basis}_missed", shown | {"days": value}
    return f"{occasion.basis}_near", shown | {"days": -value}
