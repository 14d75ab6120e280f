"""Holding the report of one year against the report of the next."""

from collections.abc import Iterable, Sequence

from luoshi.ledger.entry import Entry
from luoshi.reconcile.answers import Answer, Answers
from luoshi.reconcile.candidate import is_expected
from luoshi.reconcile.line import Row
from luoshi.reconcile.matters import follow
from luoshi.reconcile.problems import hold_problems
from luoshi.reconcile.reconciliation import Pair, Reconciliation, Vintage
from luoshi.reconcile.record import Record
from luoshi.reconcile.wording import compare, next_year


def reconcile(
    earlier: Record, later: Record, restated: Sequence[Record] = (), *, every: bool = False
) -> Reconciliation:
    """Hold the targets of ``earlier`` against what ``later`` states for that year.

    ``later`` is the report of the year after; ``restated`` are still later ones, which may print the year's values once
    more and never change a verdict. Without ``every`` only the headline targets (主要预期目标) are held, with it every
    target and quota for the year.

    >>> reconcile(of_report(luoshi.read("2025.txt")), of_report(luoshi.read("2026.txt"))).pairs[0].judgement.verdict
    'met'
    """
    targets = targets_of(earlier, every=every)
    year = year_of(earlier, later)
    answers = Answers(later, year, targets)
    restatements = [(record, Answers(record, year, targets)) for record in restated]
    promised = [entry for entry in later.entries if entry.kind == "target"]
    promised.sort(key=lambda entry: not entry.headline)
    return Reconciliation(
        earlier=earlier,
        later=later,
        pairs=tuple(_pair(t, earlier, later, answers, restatements, promised) for t in targets),
        matters=follow(earlier, later),
        problems=hold_problems(earlier, later),
    )


def year_of(earlier: Record, later: Record) -> int:
    """The year whose targets are held: the earlier report's, else the one before the later report's.

    :raises ValueError: where neither report says its year.
    """
    if earlier.year is not None:
        return earlier.year
    if later.told_year is not None:
        return later.told_year
    raise ValueError("neither report says which year it is for")


def targets_of(record: Record, *, every: bool = False) -> tuple[Entry, ...]:
    """The targets that are due in the report's own year, in reading order. Plans for five years are not due yet."""
    return tuple(
        entry
        for entry in record.entries
        if entry.kind == "target" and (entry.headline or (every and _is_due(entry, record.year)))
    )


def _is_due(entry: Entry, year: int | None) -> bool:
    return entry.period is None or year is None or entry.period.last == year


def _pair(
    target: Entry,
    earlier: Record,
    later: Record,
    answers: Answers,
    restatements: Iterable[tuple[Record, Answers]],
    promised: Sequence[Entry],
) -> Pair:
    answer = answers.to(target)
    after = next_year(target, promised)
    return Pair(
        target=target,
        realised=answer.realised,
        others=answer.others,
        against=answer.against,
        judgement=answer.judgement,
        vintages=_vintages(target, answer, later, restatements),
        wording=compare(target, after) if after is not None else None,
        rows=(
            earlier.rows[target.id],
            _row(answer.realised, later),
            tuple(_row(entry, later) or {} for entry in answer.others),
        ),
        mention=answer.mention,
    )


def _row(entry: Entry | None, record: Record) -> Row | None:
    """An entry as its ledger prints it; the two figures of 城乡 that stand together have no line of their own."""
    if entry is None:
        return None
    row = record.rows.get(entry.id)
    if row is not None:
        return row
    first = record.rows[entry.id.partition("+")[0]]
    return {**entry.to_dict(), "span": first["span"]}


def _vintages(
    target: Entry, answer: Answer, later: Record, restatements: Iterable[tuple[Record, Answers]]
) -> tuple[Vintage, ...]:
    """Every comparable statement of the value, in the order of the reports."""
    found = []
    if answer.realised is not None and answer.how is not None and answer.how.comparable:
        stage = "expected" if is_expected(answer.realised) else "stated"
        row = _row(answer.realised, later) or {}
        found.append(Vintage(later.name, later.kind, stage, answer.realised, row))  # type: ignore[arg-type]
    for record, answers in restatements:
        again = answers.to(target)
        if again.realised is not None and again.how is not None and again.how.comparable:
            row = _row(again.realised, record) or {}
            found.append(Vintage(record.name, record.kind, "restated", again.realised, row))
    return tuple(found)
