"""What the register of findings answers a report: of the year's findings what was put right by a day, over all and by whose findings they are."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from luoshi_web.registers.engine.measures import Measured
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.selectors import Figures, figures_by, figures_of, rows_of
from luoshi_web.registers.findings.words import FIGURES, RATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.reports.figures import counts, names_of, shares
from luoshi_web.registers.sayings import Answer

NAMES = names_of(RATES, FIGURES)
Source = Finding.Source
PARTS: dict[tuple[str, ...], tuple[Source, ...]] = {
    ("审计",): (Source.AUDIT,),
    ("巡视",): (Source.INSPECTION,),
    ("巡察",): (Source.LOCAL_INSPECTION,),
    ("巡视", "巡察"): (Source.INSPECTION, Source.LOCAL_INSPECTION),
    ("环保",): (Source.ENVIRONMENT,),
    ("督察",): (Source.ENVIRONMENT,),
    ("环保", "督察"): (Source.ENVIRONMENT,),
    ("督查",): (Source.SUPERVISION,),
}
"""The words of a report for whose findings it speaks of, and the sources that these are."""


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of the year's findings, counted by a day: over all, and of each source that found any."""
    matters = _of(year)
    by_source = figures_by(matters, "source", on=on)
    found = _answers(figures_of(matters, on=on), on, ())
    for scope, sources in PARTS.items():
        there = [by_source[source] for source in sources if source in by_source]
        if len(there) == 1:
            found += _answers(there[0], on, scope)
        elif there:
            found += _answers(figures_of(matters.filter(finding__source__in=sources), on=on), on, scope)
    return found


def rows(year: int, answer: Answer) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The findings counted above and below, and of money those whose vouchers nobody of the keeper verified. What is closed was verified and signed off."""
    matters = _of(year)
    if answer.scope:
        matters = matters.filter(finding__source__in=PARTS[answer.scope])
    above, below = rows_of(matters, answer.code, answer.variant, on=answer.on)
    if "money" not in (answer.code, answer.variant):
        return above, below, frozenset()
    paid = FindingMoney.objects.filter(finding__in=above, on__lte=answer.on, finding__verified_on=None)
    return above, below, frozenset(paid.order_by().values_list("finding", flat=True))


def _answers(found: Figures, on: date, scope: tuple[str, ...]) -> list[Answer]:
    sums = (
        Measured("found", "all", on, Decimal(found.found), "个", found.found, ""),
        Measured("closed_count", "all", on, Decimal(found.closed), "个", found.closed, ""),
        Measured("rules", "all", on, Decimal(found.rules), "项", found.rules, ""),
        Measured("money", "all", on, found.put_right, "元", 0, ""),
    )
    return [*counts(sums, NAMES, scope), *shares((*found.rates, found.by_money), NAMES, scope)]


def _of(year: int) -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.FINDINGS, year=year)
