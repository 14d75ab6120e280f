"""What rules give for silence: the points that an office would have with the same items, had it signed for, reported and finished nothing. Pure.

Rules that give much for it call for nothing to be done; they are shown beside every office before they are put in force.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi_web.supervision.appraisal.engine import (
    Candidate,
    Case,
    OfficeFacts,
    Standing,
    candidate_of,
    graded,
    settle,
    spans_of,
)
from luoshi_web.supervision.appraisal.kinds import PERIODS
from luoshi_web.supervision.appraisal.rules import RuleSet, rounded

_RIPE = frozenset({"done_on_time", "done_late", "overdue", "not_done"})
_NOUGHT = ("kept_share", "report_share", "signed_share", "on_time_share", "done_share")


@dataclass(frozen=True, slots=True)
class Silence:
    """Points and grade of an office that did nothing, in the group and among the others as they stand."""

    points: Decimal
    grade: str


def silent(facts: OfficeFacts) -> OfficeFacts:
    """The same items held by an office that never says or does a thing. It has no red light: nothing is known of what it reached.

    What others did because of it, urging and checks, is left out: this is the best that silence can come to.
    """
    ripe = {(case.item, case.number): case for case in facts.cases if case.kind in _RIPE}
    cases = [replace(case, kind="overdue", times=1) for case in ripe.values() if case.kind != "not_done"]
    cases += [case for case in ripe.values() if case.kind == "not_done"]
    reports, signatures = facts.totals.get(PERIODS, 0), facts.parts.get("signed_share", (0, 0))[1]
    cases += _spread("missing_update", reports, facts.items)
    cases += _spread("signed_late", signatures, facts.items)
    wholes = {name: whole for name, (_, whole) in facts.parts.items()} | {"kept_share": facts.items}
    parts = {name: (Decimal(0), wholes.get(name, 0)) for name in _NOUGHT}
    parts["schedule_share"] = (Decimal(facts.items), facts.items)
    measures = {name: rounded(part * 100 / whole) if whole else None for name, (part, whole) in parts.items()}
    return replace(facts, cases=tuple(cases), measures=measures, parts=parts)


def _spread(kind: str, times: int, items: int) -> list[Case]:
    """So many times over so many items that have no number."""
    if not items:
        return []
    each, rest = divmod(times, items)
    return [
        Case(kind, -number, "", each + (number <= rest))
        for number in range(1, items + 1)
        if each + (number <= rest)
    ]


def silences(
    rules: RuleSet,
    facts: Iterable[OfficeFacts],
    groups: Mapping[int, int],
    standings: Sequence[Standing],
) -> dict[int, Silence]:
    """For every office what silence would have given it. The others stay as they are."""
    known = sorted(facts, key=lambda one: one.office)
    spans = spans_of(rules, known, groups)
    members: dict[int | None, list[Standing]] = {}
    for standing in standings:
        if standing.rank is not None:
            members.setdefault(standing.group, []).append(standing)
    return {
        one.office: _silence(
            rules,
            candidate_of(rules, silent(one), groups.get(one.office), spans, ()),
            [other for other in members.get(groups.get(one.office), []) if other.office != one.office],
        )
        for one in known
    }


def _silence(rules: RuleSet, quiet: Candidate, others: Sequence[Standing]) -> Silence:
    """Settled by itself, graded among the others, who keep their points."""
    (found,) = settle(rules, [quiet])
    if found.rank is None:
        return Silence(found.points, "")
    rank = 1 + sum(other.points > found.points for other in others)
    grade, _ = graded(rules, found.points, rank, len(others) + 1, found.reasons, quiet.measures)
    return Silence(found.points, grade)
