"""What the register of reconsideration and court cases answers a report: counts of a year, and its rates by each denominator."""

from datetime import date

from django.db.models import QuerySet

from luoshi_web.registers.cases.selectors import counted, rows_of
from luoshi_web.registers.cases.words import MEASURES, RATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.reports.figures import counts, names_of, shares
from luoshi_web.registers.sayings import Answer

NAMES = names_of(RATES, MEASURES)


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day."""
    found = counted(_all(), on=on)
    return [*counts(found.measures, NAMES), *shares(found.rates, NAMES)]


def rows(answer: Answer) -> tuple[frozenset[int], frozenset[int]]:
    """The cases counted above and below. None waits to be verified: a decision is approved by another person, a judgment is the court's."""
    return rows_of(_all(), (answer.code, answer.variant), on=answer.on)


def _all() -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.CASES)
