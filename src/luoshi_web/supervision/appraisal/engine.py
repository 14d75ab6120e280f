"""Facts → lines → points → ranks → grades, without a database. Order, rounding and guarantees: docs/appraisal.md.

1. Each line of the rules gives reasons, each rounded to two decimals. 2. Doubling of cuts. 3. Cap or floor of each line. 4. Cap or floor of
the whole. 5. Ranks within the group; equals share a rank. 6. Grades, and what bars from one. Steps 2 to 4 are reasons too, so that
the points are the sum of the reasons, exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from luoshi_web.supervision.appraisal.rules import (
    EACH,
    EFFICACY,
    HAND,
    RATE,
    SHARE,
    WHOLE,
    Doubling,
    Grade,
    Line,
    RuleSet,
    rounded,
)

ZERO = Decimal(0)
DERIVED = frozenset({"doubled", "cap", "floor", "barred", "wanting", "no_items", "too_few", "no_group"})
"""Reasons that follow from others: they are made anew whenever those change."""
FOLLOWS = DERIVED | {"base"}
"""Reasons that are right where the others and the rules are: nobody objects to them by themselves."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that happened to an item of the office, so many times. ``inputs`` are JSON values for its sentence."""

    kind: str
    item: int
    number: str
    times: int = 1
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What is known of one office in the window. ``totals``: denominators by name; ``measures``: per cent, None where nothing to measure;
    ``parts``: the numbers that a measure was taken of, part and whole, so that a rate is never shown without them.
    """

    office: int
    totals: Mapping[str, int]
    cases: tuple[Case, ...] = ()
    conditions: frozenset[str] = frozenset()
    measures: Mapping[str, Decimal | None] = field(default_factory=dict)
    parts: Mapping[str, tuple[Decimal, int]] = field(default_factory=dict)

    @property
    def items(self) -> int:
        return self.totals.get("items", 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some points: the line of the rules, the kind (a key of ``words.SENTENCES``) and what its sentence needs."""

    line: str
    kind: str
    points: Decimal
    item: int | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """An office's result. ``rank`` is None where there is nothing to rank: no items, or no group."""

    office: int
    group: int | None
    reasons: tuple[Reason, ...]
    points: Decimal
    rank: int | None
    grade: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An office before it is ranked: its reasons of the first step and what they are settled by."""

    office: int
    group: int | None
    raw: tuple[Reason, ...]
    items: int
    conditions: frozenset[str]
    measures: Mapping[str, Decimal | None] = field(default_factory=dict)

    def ranked_by(self, rules: RuleSet) -> bool:
        """Whether it takes a place: it is in a group and holds as many items as the rules want."""
        return self.items >= rules.rank_from and self.group is not None


def appraise(
    rules: RuleSet,
    facts: Iterable[OfficeFacts],
    groups: Mapping[int, int],
    by_hand: Mapping[int, Sequence[Reason]],
) -> tuple[Standing, ...]:
    """Every office's standing. ``groups``: office → group; ``by_hand``: office → reasons that people gave."""
    known = sorted(facts, key=lambda one: one.office)
    spans = spans_of(rules, known, groups)
    return settle(
        rules,
        [
            candidate_of(rules, one, groups.get(one.office), spans, by_hand.get(one.office, ()))
            for one in known
        ],
    )


def candidate_of(
    rules: RuleSet,
    facts: OfficeFacts,
    group: int | None,
    spans: Mapping[int | None, Mapping[str, tuple[Decimal, Decimal]]],
    by_hand: Sequence[Reason],
) -> Candidate:
    """An office with its reasons of the first step. ``spans``: group → measure → least and most."""
    base = Reason(WHOLE, "base", rounded(rules.base))
    raw = (base, *reasons_of(rules, facts, spans.get(group, {})), *by_hand)
    return Candidate(facts.office, group, raw, facts.items, facts.conditions, facts.measures)


def reasons_of(
    rules: RuleSet, facts: OfficeFacts, spans: Mapping[str, tuple[Decimal, Decimal]]
) -> list[Reason]:
    """The first step: what each line of the rules gives, in the rules' order and by number of the item."""
    found: list[Reason] = []
    for line in rules.lines:
        if line.per in {RATE, EFFICACY}:
            found += _measured(line, facts, spans.get(line.counts))
            continue
        if line.per == HAND:
            continue
        cases = sorted(
            (case for case in facts.cases if case.kind == line.counts),
            key=lambda case: (case.number, case.item, case.times, sorted(map(str, case.inputs.items()))),
        )
        if cases and line.per == EACH:
            found += [
                Reason(line.code, case.kind, rounded(line.points * case.times), case.item,
                       {**case.inputs, "number": case.number, "times": case.times, "each": str(line.points)})
                for case in cases
            ]  # fmt: skip
        elif cases:
            found.append(_share(line, facts, cases))
    return found


def settle(rules: RuleSet, candidates: Iterable[Candidate]) -> tuple[Standing, ...]:
    """Steps two to six: from reasons of the first step to standings. The same whether they were just counted or corrected later."""
    settled = [(one, _settled(rules, one)) for one in sorted(candidates, key=lambda one: one.office)]
    points = {one.office: sum((r.points for r in reasons), ZERO) for one, reasons in settled}
    members: dict[int, list[int]] = {}
    for one, _ in settled:
        if one.ranked_by(rules) and one.group is not None:
            members.setdefault(one.group, []).append(one.office)
    ranks = {office: rank for group in members.values() for office, rank in ranked(group, points).items()}
    standings = []
    for one, reasons in settled:
        rank = ranks.get(one.office)
        grade, barred = ("", None)
        if rank is not None and one.group is not None:
            grade, barred = graded(
                rules, points[one.office], rank, len(members[one.group]), reasons, one.measures
            )
        closing = (barred,) if barred else ()
        standings.append(
            Standing(one.office, one.group, (*reasons, *closing), points[one.office], rank, grade)
        )
    return tuple(standings)


def ranked(offices: Sequence[int], points: Mapping[int, Decimal]) -> dict[int, int]:
    """Rank of each: one more than there are offices with more points, so that equals share it: 1, 2, 2, 4."""
    held = [points[office] for office in offices]
    return {office: 1 + sum(other > points[office] for other in held) for office in offices}


def graded(
    rules: RuleSet,
    points: Decimal,
    rank: int,
    size: int,
    reasons: Sequence[Reason],
    measures: Mapping[str, Decimal | None] | None = None,
) -> tuple[str, Reason | None]:
    """The first grade whose demands are met, and the reason where a better one was barred or a measure fell short of what it needs.

    Places of a share are ``share × size``, halves up; equals at the last place all have it.
    """
    given = {reason.line for reason in reasons}
    bars = {grade: line.code for line in rules.lines if line.code in given for grade in line.bars}
    barred = None
    for grade in rules.grades:
        enough = grade.least is None or points >= grade.least
        places = (
            size
            if grade.share is None
            else int((grade.share * size).to_integral_value(rounding="ROUND_HALF_UP"))
        )
        if enough and rank <= places:
            why = _withheld(grade, bars, measures or {})
            if why is None:
                return grade.code, barred
            barred = barred or why
    return "", barred


def _withheld(grade: Grade, bars: Mapping[str, str], measures: Mapping[str, Decimal | None]) -> Reason | None:
    """Why an office cannot have a grade in spite of points and rank; None where it can."""
    if grade.code in bars:
        return Reason(bars[grade.code], "barred", rounded(ZERO), None, {"grade": grade.code})
    for measure, least in grade.needs.items():
        value = measures.get(measure)
        if value is not None and value < least:
            inputs = {"grade": grade.code, "measure": measure, "x": str(value), "least": str(least)}
            return Reason(WHOLE, "wanting", rounded(ZERO), None, inputs)
    return None


def _settled(rules: RuleSet, one: Candidate) -> list[Reason]:
    """Steps two to four of one office."""
    raw = [reason for reason in one.raw if reason.kind not in DERIVED]
    order = {line.code: number for number, line in enumerate(rules.lines)}
    raw.sort(key=lambda reason: order.get(reason.line, -1))
    rest = [reason for reason in raw if reason.line not in order]
    found = [reason for reason in rest if reason.kind == "base"]
    for line in rules.lines:
        own = [reason for reason in raw if reason.line == line.code]
        own += [
            doubled
            for doubling in rules.doublings
            if doubling.when in one.conditions and (doubled := _doubled(doubling, line, own))
        ]
        found += own
        if own and (bound := _bound(line.code, own, line.floor, line.cap)):
            found.append(bound)
    found += [reason for reason in rest if reason.kind != "base"]
    if whole := _bound(WHOLE, found, rules.floor, rules.cap):
        found.append(whole)
    if not one.items:
        found.append(Reason(WHOLE, "no_items", rounded(ZERO)))
    elif one.items < rules.rank_from:
        few = {"items": one.items, "rank_from": rules.rank_from}
        found.append(Reason(WHOLE, "too_few", rounded(ZERO), None, few))
    elif one.group is None:
        found.append(Reason(WHOLE, "no_group", rounded(ZERO)))
    return found


def _doubled(doubling: Doubling, line: Line, reasons: Sequence[Reason]) -> Reason | None:
    """What a doubling adds to the cuts of a line: ``factor - 1`` times their sum."""
    if doubling.lines and line.code not in doubling.lines:
        return None
    cuts = sum((reason.points for reason in reasons if reason.points < 0 and reason.kind != "doubled"), ZERO)
    if not cuts:
        return None
    inputs = {"doubling": doubling.code, "sum": str(cuts), "factor": str(doubling.factor)}
    return Reason(line.code, "doubled", rounded(cuts * (doubling.factor - 1)), None, inputs)


def _bound(code: str, reasons: Sequence[Reason], floor: Decimal | None, cap: Decimal | None) -> Reason | None:
    """What brings a sum back to its cap or floor, None where it lies within."""
    total = sum((reason.points for reason in reasons), ZERO)
    for kind, limit, beyond in (
        ("cap", cap, cap is not None and total > cap),
        ("floor", floor, floor is not None and total < floor),
    ):
        if beyond and limit is not None:
            limit = rounded(limit)
            return Reason(
                code, kind, rounded(limit - total), None, {"sum": str(rounded(total)), "limit": str(limit)}
            )
    return None


def _share(line: Line, facts: OfficeFacts, cases: Sequence[Case]) -> Reason:
    """Points times the share of what it happened to. Reports that were due are counted, items once each."""
    whole = facts.totals.get(line.of, 0)
    part = sum(case.times for case in cases) if line.of == "periods" else len({case.item for case in cases})
    points = line.points * part / whole if whole else ZERO
    items = sorted({(case.number, case.item) for case in cases})
    inputs = {
        "case": line.counts, "of": line.of, "part": part, "whole": whole, "weight": str(line.points),
        "items": [[item, number] for number, item in items],
    }  # fmt: skip
    return Reason(line.code, SHARE, rounded(points), None, inputs)


def spans_of(
    rules: RuleSet, facts: Sequence[OfficeFacts], groups: Mapping[int, int]
) -> dict[int | None, dict[str, tuple[Decimal, Decimal]]]:
    """Least and most of each measure among the offices of a group that are ranked and have a value."""
    columns = [line.counts for line in rules.lines if line.per == EFFICACY]
    spans: dict[int | None, dict[str, tuple[Decimal, Decimal]]] = {}
    for group in set(groups.values()):
        mine = [one for one in facts if one.items >= rules.rank_from and groups.get(one.office) == group]
        for column in columns:
            values = [value for one in mine if (value := one.measures.get(column)) is not None]
            if values:
                spans.setdefault(group, {})[column] = (min(values), max(values))
    return spans


def _measured(line: Line, facts: OfficeFacts, span: tuple[Decimal, Decimal] | None) -> list[Reason]:
    """A rate: ``points × x / 100``. 功效系数: ``points × (base + (1 - base) × (x - min) / (max - min))``, 1 for all where all are equal."""
    value = facts.measures.get(line.counts)
    if not facts.items:
        return []
    inputs: dict[str, Any] = {"measure": line.counts, "weight": str(line.points)}
    if line.per == EFFICACY or line.without == "base":
        inputs["base"] = str(line.base_share)
    if value is None or (span is None and line.per == EFFICACY):
        share = {"full": Decimal(1), "base": line.base_share}.get(line.without, ZERO)
        return [Reason(line.code, "unmeasured", rounded(line.points * share), None, inputs)]
    inputs["x"] = str(value)
    if line.per == RATE:
        part, whole = facts.parts.get(line.counts, (value, 100))
        inputs |= {"part": _plain(part), "whole": str(whole)}
        return [Reason(line.code, RATE, rounded(line.points * value / 100), None, inputs)]
    low, high = span or (value, value)
    inputs |= {"min": str(low), "max": str(high)}
    if low == high:
        return [Reason(line.code, "tied", rounded(line.points), None, inputs)]
    coefficient = line.base_share + (1 - line.base_share) * (value - low) / (high - low)
    return [Reason(line.code, EFFICACY, rounded(line.points * coefficient), None, inputs)]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
