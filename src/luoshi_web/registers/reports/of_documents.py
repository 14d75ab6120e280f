"""What the register of normative documents answers a report: counts of a year, those in force on the day, and its rates."""

from datetime import date

from django.db.models import QuerySet

from luoshi_web.registers.documents.selectors import counted, rows_of
from luoshi_web.registers.documents.words import FIGURES, RATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.reports.figures import counts, names_of, shares
from luoshi_web.registers.sayings import Answer

NAMES = names_of(RATES, FIGURES)


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day."""
    found = counted(_all(), on=on)
    return [*counts(found.measures, NAMES), *shares(found.rates, NAMES)]


def rows(answer: Answer) -> tuple[frozenset[int], frozenset[int]]:
    """The documents counted above and below. None waits to be verified: each was registered by one person and published by another."""
    return rows_of(_all(), (answer.code, answer.variant), on=answer.on)


def _all() -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.DOCUMENTS)
