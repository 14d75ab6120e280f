"""The rules of an appraisal: read from data, checked to the last key, never changed afterwards.

The default and its sources: ``supervision/data/appraisal.toml``. Numbers are decimals, kept in JSON as text.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Any

from luoshi_web.supervision.appraisal.kinds import CASES, CONDITIONS, MEASURES

EACH, SHARE, RATE, EFFICACY, HAND = "each", "share", "rate", "efficacy", "hand"
WHOLE = "whole"
"""The code of what belongs to no line of the rules: the base, the cap of the whole, a correction."""
WITHOUT = ("full", "base", "none")
EVERY = ("month", "quarter")
PROPOSALS = ("", "praise", "interview")
MOST = Decimal(1000)
"""No number of a rule is larger: more would be a slip of the hand."""


class RuleFault(ValueError):
    """What is wrong with a set of rules: ``code`` (a key of ``words.FAULTS``) and ``where`` (``lines.overdue.points``)."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{where}: {code}")
        self.code, self.where = code, where


@dataclass(frozen=True, slots=True)
class Names:
    """What a line or grade is called in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """The name in the reader's language: ``zh-hans`` or another."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rules.

    ``per`` says how ``points`` are given: ``each`` for every time something happened, ``share`` times the share of ``of`` that it happened
    to (which does not reward or punish an office for having many items), ``rate`` times the measure ``counts``, ``efficacy`` by 功效系数
    over it, ``hand`` by somebody, with the paper it rests on. ``cap`` and ``floor`` bind the sum of the line after doubling. ``bars`` are grades that
    an office cannot have in spite of its points. ``without`` is what a measured line gives where there is nothing to measure: all of it, the
    ``base_share`` of it, or nothing.
    """

    code: str
    names: Names
    per: str
    counts: str
    points: Decimal
    of: str = ""
    cap: Decimal | None = None
    floor: Decimal | None = None
    base_share: Decimal = Decimal("0.6")
    without: str = "full"
    bars: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Doubling:
    """Cuts of some lines (none named: of all) count ``factor`` times for offices that meet a condition."""

    code: str
    names: Names
    when: str
    factor: Decimal
    lines: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The first grade whose demands are met is given: ``least`` points, a rank within the best ``share`` of the group, and of each measure
    of ``needs`` at least so many per cent. What has nothing to measure is not demanded.
    """

    code: str
    names: Names
    least: Decimal | None = None
    share: Decimal | None = None
    proposal: str = ""
    needs: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All that an appraisal goes by. A report of progress is due ``every`` month or quarter, ``grace`` days after its end.

    ``rank_from`` is the number of items from which an office is ranked: with one item any rate is all or nothing.
    """

    base: Decimal
    cap: Decimal
    floor: Decimal
    every: str
    grace: int
    lines: tuple[Line, ...]
    doublings: tuple[Doubling, ...]
    grades: tuple[Grade, ...]
    rank_from: int = 1

    def line(self, code: str) -> Line | None:
        """The line of a code, None for what no line of the rules gives (the base, a corrected result)."""
        return next((line for line in self.lines if line.code == code), None)

    def grade(self, code: str) -> Grade | None:
        """The grade of a code."""
        return next((grade for grade in self.grades if grade.code == code), None)


def rounded(value: Decimal) -> Decimal:
    """Two decimals, halves away from zero: 2.345 → 2.35, -2.345 → -2.35."""
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def read_rules(terms: Mapping[str, Any]) -> RuleSet:
    """The rules that ``terms`` say. Raises :class:`RuleFault` at the first thing that is missing, unknown or impossible."""
    _keys(
        terms,
        "rules",
        {"base", "cap", "floor", "every", "grace", "lines", "grades"},
        {"doublings", "rank_from"},
    )
    grades = tuple(_grade(row, where) for row, where in _rows(terms["grades"], "grades"))
    known = {grade.code for grade in grades}
    lines = tuple(_line(row, where, known) for row, where in _rows(terms["lines"], "lines"))
    cuts = {line.code for line in lines}
    doublings = tuple(
        _doubling(row, where, cuts) for row, where in _rows(terms.get("doublings", []), "doublings")
    )
    for rows, where in ((lines, "lines"), (grades, "grades"), (doublings, "doublings")):
        _once([row.code for row in rows], where)
    if not lines:
        raise RuleFault("missing", "lines")
    if not grades or grades[-1].least is not None or grades[-1].share is not None or grades[-1].needs:
        raise RuleFault("last_grade_takes_all", "grades")
    if any(grades[-1].code in line.bars for line in lines):
        raise RuleFault("last_grade_takes_all", "lines.bars")
    rules = RuleSet(
        base=_number(terms["base"], "base"),
        cap=_number(terms["cap"], "cap"),
        floor=_number(terms["floor"], "floor"),
        every=_one_of(terms["every"], "every", EVERY),
        grace=_days(terms["grace"], "grace"),
        lines=lines,
        doublings=doublings,
        grades=grades,
        rank_from=_least_items(terms.get("rank_from", 1)),
    )
    if not rules.floor <= rules.base <= rules.cap:
        raise RuleFault("floor_base_cap", "base")
    return rules


@cache
def default_terms() -> Mapping[str, Any]:
    """The terms of the default, as they are stored."""
    text = (resources.files("luoshi_web.supervision") / "data" / "appraisal.toml").read_text(encoding="utf-8")
    terms: dict[str, Any] = tomllib.loads(text, parse_float=str)
    return terms


def _line(row: Mapping[str, Any], where: str, grades: set[str]) -> Line:
    _keys(
        row, where, {"code", "zh", "en", "per", "points"},
        {"counts", "of", "cap", "floor", "base_share", "without", "bars", "source"},
    )  # fmt: skip
    per = _one_of(row["per"], f"{where}.per", (EACH, SHARE, RATE, EFFICACY, HAND))
    counts, of = str(row.get("counts", "")), str(row.get("of", ""))
    if per in {EACH, SHARE}:
        _one_of(counts, f"{where}.counts", tuple(CASES))
    elif per in {RATE, EFFICACY}:
        _one_of(counts, f"{where}.counts", MEASURES)
    elif counts:
        raise RuleFault("unknown", f"{where}.counts")
    if per == SHARE:
        _one_of(of, f"{where}.of", CASES[counts])
    elif of:
        raise RuleFault("unknown", f"{where}.of")
    points = _number(row["points"], f"{where}.points")
    cap, floor = _maybe(row, "cap", where), _maybe(row, "floor", where)
    if points == 0:
        raise RuleFault("nothing", f"{where}.points")
    if per in {RATE, EFFICACY} and points < 0:
        raise RuleFault("not_negative", f"{where}.points")
    if (cap is not None and cap < 0) or (floor is not None and floor > 0):
        raise RuleFault("cap_above_floor_below", where)
    base_share = _number(row.get("base_share", "0.6"), f"{where}.base_share")
    if not 0 <= base_share <= 1:
        raise RuleFault("share", f"{where}.base_share")
    bars = tuple(_one_of(code, f"{where}.bars", tuple(grades)) for code in row.get("bars", ()))
    return Line(
        code=_code(row, where), names=_names(row, where), per=per, counts=counts, points=points, of=of, cap=cap, floor=floor,
        base_share=base_share, without=_one_of(row.get("without", "full"), f"{where}.without", WITHOUT), bars=bars,
        source=str(row.get("source", "")),
    )  # fmt: skip


def _doubling(row: Mapping[str, Any], where: str, lines: set[str]) -> Doubling:
    _keys(row, where, {"code", "zh", "en", "when", "factor"}, {"lines", "source"})
    factor = _number(row["factor"], f"{where}.factor")
    if factor <= 1:
        raise RuleFault("more_than_once", f"{where}.factor")
    named = tuple(_one_of(code, f"{where}.lines", tuple(lines)) for code in row.get("lines", ()))
    return Doubling(
        code=_code(row, where), names=_names(row, where), when=_one_of(row["when"], f"{where}.when", CONDITIONS),
        factor=factor, lines=named, source=str(row.get("source", "")),
    )  # fmt: skip


def _grade(row: Mapping[str, Any], where: str) -> Grade:
    _keys(row, where, {"code", "zh", "en"}, {"least", "share", "proposal", "needs"})
    share = _maybe(row, "share", where)
    if share is not None and not 0 < share <= 1:
        raise RuleFault("share", f"{where}.share")
    return Grade(
        code=_code(row, where), names=_names(row, where), least=_maybe(row, "least", where), share=share,
        proposal=_one_of(row.get("proposal", ""), f"{where}.proposal", PROPOSALS), needs=_needs(row.get("needs", {}), f"{where}.needs"),
    )  # fmt: skip


def _needs(said: Any, where: str) -> dict[str, Decimal]:
    if not isinstance(said, Mapping):
        raise RuleFault("unknown", where)
    needs = {
        _one_of(name, f"{where}.{name}", MEASURES): _number(value, f"{where}.{name}")
        for name, value in said.items()
    }
    for name, least in needs.items():
        if not 0 < least <= 100:
            raise RuleFault("per_cent", f"{where}.{name}")
    return needs


def _rows(value: Any, where: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
        raise RuleFault("not_a_list", where)
    for number, row in enumerate(value, start=1):
        yield row, f"{where}.{row.get('code', number)}"


def _keys(row: Mapping[str, Any], where: str, needed: set[str], allowed: set[str]) -> None:
    for key in sorted(needed - set(row)):
        raise RuleFault("missing", f"{where}.{key}")
    for key in sorted(set(row) - needed - allowed):
        raise RuleFault("unknown", f"{where}.{key}")


def _code(row: Mapping[str, Any], where: str) -> str:
    code = row["code"]
    if not isinstance(code, str) or not code.isidentifier() or len(code) > 20 or code == WHOLE:
        raise RuleFault("not_a_code", f"{where}.code")
    return code


def _names(row: Mapping[str, Any], where: str) -> Names:
    if not (row["zh"] and row["en"]):
        raise RuleFault("missing", f"{where}.zh" if not row["zh"] else f"{where}.en")
    return Names(str(row["zh"]), str(row["en"]))


def _number(value: Any, where: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise RuleFault("not_a_number", where) from None
    if not number.is_finite() or abs(number) > MOST:
        raise RuleFault("not_a_number", where)
    return number


def _least_items(value: Any) -> int:
    number = _number(value, "rank_from")
    if number != int(number) or not 1 <= number <= 50:
        raise RuleFault("not_items", "rank_from")
    return int(number)


def _days(value: Any, where: str) -> int:
    number = _number(value, where)
    if number != int(number) or not 0 <= number <= 90:
        raise RuleFault("not_days", where)
    return int(number)


def _maybe(row: Mapping[str, Any], key: str, where: str) -> Decimal | None:
    return None if row.get(key) is None else _number(row[key], f"{where}.{key}")


def _one_of(value: Any, where: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise RuleFault("unknown", where)
    return str(value)


def _once(codes: list[str], where: str) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise RuleFault("twice", f"{where}.{code}")
