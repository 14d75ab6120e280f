"""Some of what two years say of each other: what was promised, what answers it, or both are asked for.

A pair has two sides. Its kind and its grade are those of either: ``result`` are the promises that a value answers. It is of the main
targets, and of an indicator, where the promise is; a value that nobody promised stands for itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from luoshi.ledger.choice import Choice
from luoshi.ledger.condition import rows_where
from luoshi.ledger.entry import Entry
from luoshi.reconcile.figures import Language
from luoshi.reconcile.flat import COLUMNS, NUMBERS, rows
from luoshi.reconcile.line import Line
from luoshi.reconcile.matters import Matter
from luoshi.reconcile.problems import Problem
from luoshi.reconcile.reconciliation import Pair, Reconciliation
from luoshi.reconcile.record import Record


class Said(NamedTuple):
    """What one row is of, as far as it can be asked for."""

    kinds: Sequence[str | None]
    grades: Sequence[str | None]
    indicators: Sequence[str | None]
    headline: bool


def is_asked_for(said: Said, choice: Choice) -> bool:
    """Whether ``choice`` asks for the row, its ``where`` apart."""
    return (
        (not choice.kinds or any(kind in choice.kinds for kind in said.kinds))
        and (not choice.grades or any(grade in choice.grades for grade in said.grades))
        and (not choice.indicators or any(code in choice.indicators for code in said.indicators))
        and (not choice.headline or said.headline)
    )


def choose_held(
    outcome: Reconciliation, choice: Choice, language: Language, verdicts: Collection[str] = ()
) -> Reconciliation:
    """The pairs, tasks and problems asked for. ``verdicts`` and ``choice.where`` speak of pairs: nothing else is left beside them.

    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition over the columns of the pairs.
    """
    if not (choice.narrows or verdicts):
        return outcome
    sides = _Sides(outcome.earlier), _Sides(outcome.later)
    pairs = tuple(
        pair
        for pair in _where(outcome, choice, language)
        if (not verdicts or pair.judgement.verdict in verdicts)
        and is_asked_for(_of_pair(pair, *sides), choice)
    )
    if choice.where is not None or verdicts:
        return replace(outcome, pairs=pairs, matters=outcome.matters and (), problems=())
    matters = outcome.matters and tuple(
        matter for matter in outcome.matters if is_asked_for(sides[0].of_matter(matter), choice)
    )
    problems = tuple(problem for problem in outcome.problems if is_asked_for(_of_problem(problem), choice))
    return replace(outcome, pairs=pairs, matters=matters, problems=problems)


def _where(outcome: Reconciliation, choice: Choice, language: Language) -> Iterable[Pair]:
    if choice.where is None:
        return outcome.pairs
    import polars

    told = list(rows(outcome, language))
    table = polars.DataFrame(told, schema=dict.fromkeys(COLUMNS), infer_schema_length=None)
    table = table.with_columns(polars.col(*NUMBERS).cast(polars.Float64))
    return [outcome.pairs[number] for number in rows_where(table, choice.where)]


def _of_pair(pair: Pair, earlier: "_Sides", later: "_Sides") -> Said:
    target, realised = pair.target, pair.realised
    kinds = (target.kind, *((realised.kind,) if realised is not None else ()))
    grades = (earlier.grade(target), *((later.grade(realised),) if realised is not None else ()))
    return Said(kinds, grades, (target.indicator,), target.headline)


def _of_problem(problem: Problem) -> Said:
    sides = [entry for entry in (problem.before, problem.after) if entry is not None]
    return Said(("problem",), (), [entry.indicator for entry in sides], headline=False)


class _Sides:
    """One report's lines: the grade of what stands in them, and their values."""

    def __init__(self, record: Record) -> None:
        self._grades = {line.id: line.grade for line in record.lines or ()}
        self._values: dict[str | None, list[Entry]] = {}
        for entry in record.entries:
            self._values.setdefault(entry.line, []).append(entry)

    def grade(self, entry: Entry) -> str | None:
        """A value has none of its own; that of the line in which it stands counts."""
        return entry.grade or self._grades.get(entry.line or "")

    def of_matter(self, matter: Matter) -> Said:
        task = matter.task
        values = self._values.get(task.id, []) if isinstance(task, Line) else [task]
        return Said(
            (task.kind,),
            (task.grade,),
            [entry.indicator for entry in values],
            any(entry.headline for entry in values),
        )
