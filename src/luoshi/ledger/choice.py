"""Some of a report's entries: by kind, grade, indicator, or a condition over the columns of the flat table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from luoshi.ledger.condition import rows_where
from luoshi.ledger.entry import Entry

if TYPE_CHECKING:
    import polars

    from luoshi.ledger.report import Report


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; an empty field asks for everything. ``where`` is a condition as of :mod:`luoshi.ledger.condition`."""

    kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    headline: bool = False
    where: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out at all."""
        return bool(self.kinds or self.grades or self.indicators or self.headline or self.where)

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is asked for, ``where`` apart."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.grades or entry.grade in self.grades)
            and (not self.indicators or entry.indicator in self.indicators)
            and (not self.headline or entry.headline)
        )


EVERYTHING = Choice()
"""Leaves nothing out."""


def choose(report: "Report", choice: Choice) -> "Report":
    """``report`` with the entries asked for and their lines; its outline, notices and counts stay those of the whole.

    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition.
    """
    if not choice.narrows:
        return report
    entries = tuple(asked_for(report.entries, choice, lambda: report.to_frame("polars")))
    named = {entry.line for entry in entries}
    return replace(report, entries=entries, lines=tuple(line for line in report.lines if line.id in named))


def asked_for(
    entries: Sequence[Entry], choice: Choice, table: "Callable[[], polars.DataFrame]"
) -> Iterator[Entry]:
    """Of ``entries``, whose flat ``table`` is made only where a condition asks for it, those asked for, in their order."""
    found = entries if choice.where is None else [entries[n] for n in rows_where(table(), choice.where)]
    return filter(choice.holds, found)
