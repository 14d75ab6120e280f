"""What the register of normative documents answers a report: counts of a year, those in force on the day, and its rates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from luoshi_web.registers.documents.selectors import counted, rows_of
from luoshi_web.registers.documents.words import FIGURES, RATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.sayings import Answer

NAMES = RATES | {key: (name, name, "") for key, name in FIGURES.items()}


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day."""
    found = counted(_all(), on=on)
    sums = [
        Answer(each.code, each.variant, on, Decimal(each.value), None, Fraction(each.value), each.unit, str(FIGURES[each.code, each.variant]))
        for each in found.measures
    ]  # fmt: skip
    shares = [
        Answer(
            each.code, each.variant, on, Decimal(each.numerator), Decimal(each.denominator), None if each.value is None else each.value * 100, "%",
            str(RATES[each.code, each.variant][1]), str(RATES[each.code, each.variant][2]),
        )
        for each in found.rates
    ]  # fmt: skip
    return [*sums, *shares]


def rows(answer: Answer) -> tuple[frozenset[int], frozenset[int]]:
    """The documents counted above and below. None waits to be verified: each was registered by one person and published by another."""
    return rows_of(_all(), (answer.code, answer.variant), on=answer.on)


def _all() -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.DOCUMENTS)
