"""Some of a report's entries: by kind, grade, indicator, or a condition over the columns of the flat table."""

from dataclasses import dataclass, replace

from luoshi.ledger.condition import rows_where
from luoshi.ledger.entry import Entry
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


def choose(report: Report, choice: Choice) -> Report:
    """``report`` with the entries asked for and their lines; its outline, notices and counts stay those of the whole.

    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition.
    """
    if not choice.narrows:
        return report
    if choice.where is None:
        entries = tuple(filter(choice.holds, report.entries))
    else:
        rows = rows_where(report.to_frame("polars"), choice.where)
        entries = tuple(entry for entry in map(report.entries.__getitem__, rows) if choice.holds(entry))
    named = {entry.line for entry in entries}
    return replace(report, entries=entries, lines=tuple(line for line in report.lines if line.id in named))
