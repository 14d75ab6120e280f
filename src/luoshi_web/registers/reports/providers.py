"""What registers answer: their figures of a year on a day, and the matters behind each. A register that is kept here is one line of ``PROVIDERS``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from luoshi_web.registers.engine.figures import digest_of
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals import selectors as proposals
from luoshi_web.registers.proposals.words import RATES
from luoshi_web.registers.reports import of_cases, of_decisions, of_documents, of_findings, of_projects
from luoshi_web.registers.reports.figures import Names, shares
from luoshi_web.registers.sayings import Answer


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
        answer
        for scope, part in _PARTS_OF_PROPOSALS.items()
        for answer in shares(proposals.rates_of(_of("proposals", year).filter(part), on=on), RATES, scope)
    ]


def _rows_of_proposals(year: int, answer: Answer) -> Rows:
    matters = _of("proposals", year).filter(_PARTS_OF_PROPOSALS[answer.scope])
    above, below, unverified = proposals.rows_of(matters, answer.code, answer.variant, on=answer.on)
    return Rows(above, below, unverified)


def _rows_of_projects(year: int, answer: Answer) -> Rows:
    return Rows(*of_projects.rows(answer))


def _rows_of_cases(year: int, answer: Answer) -> Rows:
    return Rows(*of_cases.rows(answer))


def _rows_of_decisions(year: int, answer: Answer) -> Rows:
    return Rows(*of_decisions.rows(answer))


def _rows_of_findings(year: int, answer: Answer) -> Rows:
    return Rows(*of_findings.rows(year, answer))


def _rows_of_documents(year: int, answer: Answer) -> Rows:
    return Rows(*of_documents.rows(answer))


_PARTS_OF_PROPOSALS: dict[tuple[str, ...], Q] = {
    (): Q(),
    ("建议",): Q(proposal__kind__in=("suggestion", "motion")),
    ("提案",): Q(proposal__kind="proposal"),
}


def _of(register: str, year: int) -> QuerySet[Matter]:
    return Matter.objects.filter(register=register, year=year)


PROVIDERS: dict[str, Provider] = {
    "proposals": Provider(_proposals, _rows_of_proposals, RATES),
    "projects": Provider(of_projects.answers, _rows_of_projects, of_projects.NAMES, of_all_years=True),
    "cases": Provider(of_cases.answers, _rows_of_cases, of_cases.NAMES, of_all_years=True),
    "decisions": Provider(of_decisions.answers, _rows_of_decisions, of_decisions.NAMES, of_all_years=True),
    "findings": Provider(of_findings.answers, _rows_of_findings, of_findings.NAMES),
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
