"""An invented district in which everybody knows who should stand where: ten manners of working, each at three sizes. Rules are tried on it. Pure.

An office of four items and one of thirty-six that work alike should get alike: what counts are rates.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.appraisal.engine import (
    Case,
    OfficeFacts,
    candidate_of,
    graded,
    settle,
    spans_of,
)
from luoshi_web.supervision.appraisal.kinds import ITEMS, PERIODS, RIPE
from luoshi_web.supervision.appraisal.rules import RuleSet, rounded
from luoshi_web.supervision.appraisal.silence import silent

SIZES = (4, 12, 36)
GROUP = 1
_REPORTS = 12
"""Reports that are due of an item in a year."""


class Manner(NamedTuple):
    """How an office works, in quarters of its items (``reported``: of its reports). ``false`` is a number of times, whatever the size."""

    code: str
    name: StrOrPromise
    signed: int = 4
    reported: int = 4
    kept: int = 4
    near: int = 0
    on_time: int = 1
    late: int = 0
    overdue: int = 0
    red: int = 0
    made_good: int = 0
    unfit: int = 0
    false: int = 0


MANNERS = (
    Manner("steady", _("does everything in time")),
    Manner("signs_late", _("signs for a quarter too late"), signed=3),
    Manner("made_good", _("was far behind with a quarter, and made it good"), made_good=1),
    Manner("near", _("slightly below schedule with half"), kept=2, near=2),
    Manner("false", _("a false report, and half of its completions do not hold"), unfit=2, false=1),
    Manner("gaps", _("misses a quarter of its reports"), reported=3, kept=3),
    Manner("behind", _("reports all, behind with half"), kept=2, red=1),
    Manner("far_behind", _("reports all, far behind with half, a quarter overdue"), kept=1, on_time=0, late=1, overdue=1, red=2),
    Manner("signs_only", _("signs for all and reports nothing"), reported=0, kept=0, on_time=0, overdue=1),
    Manner("silent", _("does nothing at all"), signed=0, reported=0, kept=0, on_time=0, overdue=1),
)  # fmt: skip
"""From the best to the worst, as anybody would say who saw them work."""


class Invented(NamedTuple):
    """An office of the invented district."""

    manner: Manner
    size: int
    facts: OfficeFacts


def district() -> list[Invented]:
    """Thirty offices, all in one group."""
    return [
        Invented(manner, size, _facts(number * len(SIZES) + place, manner, size))
        for number, manner in enumerate(MANNERS)
        for place, size in enumerate(SIZES)
    ]


def pays_silence(rules: RuleSet) -> bool:
    """Whether an office that did nothing, of whose items none was due yet, could have the best grade if it had the first rank."""
    quiet = silent(_facts(0, MANNERS[0]._replace(on_time=0), SIZES[1]))
    spans = spans_of(rules, [quiet], {quiet.office: GROUP})
    (found,) = settle(rules, [candidate_of(rules, quiet, GROUP, spans, ())])
    grade, _why = graded(rules, found.points, 1, 20, found.reasons, quiet.measures)
    return len(rules.grades) > 1 and grade == rules.grades[0].code


def _facts(office: int, manner: Manner, size: int) -> OfficeFacts:
    unit = size // 4
    ripe = (manner.on_time + manner.late + manner.overdue) * unit
    reports = size * _REPORTS
    parts = {
        "kept_share": (Decimal(manner.kept * unit) + Decimal(manner.near * unit) / 2, size),
        "report_share": (Decimal(manner.reported * reports) / 4, reports),
        "signed_share": (Decimal(manner.signed * unit), size),
        "on_time_share": (Decimal(manner.on_time * unit), ripe),
        "done_share": (Decimal((manner.on_time + manner.late) * unit), ripe),
        "schedule_share": (Decimal((4 - manner.red) * unit), size),
    }
    return OfficeFacts(
        office,
        {ITEMS: size, RIPE: ripe, PERIODS: reports},
        tuple(_cases(manner, size)),
        frozenset(),
        {name: rounded(part * 100 / whole) if whole else None for name, (part, whole) in parts.items()},
        parts,
    )


def _cases(manner: Manner, size: int) -> Iterator[Case]:
    unit = size // 4
    first = 1
    for kind, quarters in (
        ("done_on_time", manner.on_time),
        ("done_late", manner.late),
        ("overdue", manner.overdue),
    ):
        for item in range(first, first + quarters * unit):
            yield Case(kind, item, str(item))
        first += quarters * unit
    for kind, quarters in (
        ("signed_late", 4 - manner.signed),
        ("red", manner.red),
        ("made_good", manner.made_good),
        ("unfit", manner.unfit),
    ):
        for item in range(size - quarters * unit + 1, size + 1):
            yield Case(kind, item, str(item))
    missing = (4 - manner.reported) * _REPORTS // 4
    if missing:
        for item in range(1, size + 1):
            yield Case("missing_update", item, str(item), missing)
    for number in range(manner.false):
        yield Case("false", number + 1, str(number + 1))
