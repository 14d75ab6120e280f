"""What registers answer: their figures of a year on a day, and the matters behind each. A register that is kept here is one line of ``PROVIDERS``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.engine.figures import Figure, digest_of
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals import selectors as proposals
from luoshi_web.registers.proposals.words import RATES
from luoshi_web.registers.reports import of_documents, of_projects
from luoshi_web.registers.sayings import Answer

Names = Mapping[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The matters behind a figure: those of the numerator, of the denominator, and those that nobody verified."""

    above: frozenset[int]
    below: frozenset[int]
    unverified: frozenset[int] = frozenset()

    @property
    def digest(self) -> str:
        """What tells whether they are still the same."""
        return digest_of([self.above, self.below])


@dataclass(frozen=True, slots=True)
class Provider:
    """``answers``: every figure of a year, counted by a day; ``rows``: what stands behind one of them. Both over the whole register, whoever asks.

    ``names``: rate and definition → what it is called. ``of_all_years``: a matter may count in a year after that of its number.
    """

    answers: Callable[[int, date], Sequence[Answer]]
    rows: Callable[[int, Answer], Rows]
    names: Names
    of_all_years: bool = False


def _proposals(year: int, on: date) -> list[Answer]:
    return [
        _rate(figure, RATES, scope)
        for scope, part in _PARTS_OF_PROPOSALS.items()
        for figure in proposals.rates_of(_of("proposals", year).filter(part), on=on)
    ]


def _rows_of_proposals(year: int, answer: Answer) -> Rows:
    matters = _of("proposals", year).filter(_PARTS_OF_PROPOSALS[answer.scope])
    above, below, unverified = proposals.rows_of(matters, answer.code, answer.variant, on=answer.on)
    return Rows(above, below, unverified)


def _rows_of_projects(year: int, answer: Answer) -> Rows:
    return Rows(*of_projects.rows(answer))


def _rows_of_documents(year: int, answer: Answer) -> Rows:
    return Rows(*of_documents.rows(answer))


_PARTS_OF_PROPOSALS: dict[tuple[str, ...], Q] = {
    (): Q(),
    ("建议",): Q(proposal__kind__in=("suggestion", "motion")),
    ("提案",): Q(proposal__kind="proposal"),
}


def _of(register: str, year: int) -> QuerySet[Matter]:
    return Matter.objects.filter(register=register, year=year)


def _rate(figure: Figure, words: Names, scope: tuple[str, ...]) -> Answer:
    _name, above, below = words[figure.code, figure.variant]
    return Answer(
        figure.code, figure.variant, figure.on, Decimal(figure.numerator), Decimal(figure.denominator),
        None if figure.value is None else Fraction(figure.value * 100), "%", str(above), str(below), scope=scope,
    )  # fmt: skip


PROVIDERS: dict[str, Provider] = {
    "proposals": Provider(_proposals, _rows_of_proposals, RATES),
    "projects": Provider(of_projects.answers, _rows_of_projects, of_projects.NAMES, of_all_years=True),
    "documents": Provider(of_documents.answers, _rows_of_documents, of_documents.NAMES, of_all_years=True),
}
"""Register → what it answers. What stands not here is not kept here."""


def answers_of(register: str, year: int, today: date) -> tuple[Answer, ...] | None:
    """A register's figures of a year; None where it is not kept here, or held no matter of that year."""
    provider = PROVIDERS.get(register)
    if provider is None:
        return None
    known = (
        Matter.objects.filter(register=register, year__lte=year)
        if provider.of_all_years
        else _of(register, year)
    )
    if not known.exists():
        return None
    return tuple(provider.answers(year, day_of(year, today)))
