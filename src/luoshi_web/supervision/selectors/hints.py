"""What the next year's report says of an item: shown beside a claim, never judging it.

A verdict that is read from text opens and closes nothing (the fifth law of the ledger): people read it and look for themselves.
"""

from dataclasses import dataclass, replace
from typing import Any

from luoshi.errors import SourceError
from luoshi.ledger.stored import as_ledger, entry_of
from luoshi.reconcile import Verdict, of_ledger, reconcile
from luoshi.reconcile.figures import Language
from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.models import Item


@dataclass(frozen=True, slots=True)
class Hint:
    """``verdict`` and ``sentence`` as :mod:`luoshi.reconcile` gives them; ``quote`` is what the report says, empty where it says nothing."""

    verdict: Verdict
    sentence: str
    quote: str
    report: Report


def next_report_on(item: Item, *, language: Language) -> Hint | None:
    """What the place's report of the year after states of a target, None for a task or while there is no such report.

    Two queries and the reading of one stored ledger: for the page of a verdict, not for lists.
    """
    entry = item.entry
    if entry is None or item.kind != Item.Kind.TARGET:
        return None
    report = entry.report
    later = (
        Report.objects.filter(place=report.place, year=report.year + 1, current__ledger__isnull=False)
        .select_related("current")
        .first()
    )
    if later is None or later.current is None:
        return None
    row: dict[str, Any] = entry.reading | {"id": entry.key}
    try:
        promised = replace(
            of_ledger(as_ledger(entry.copy.ledger, None)),
            entries=(entry_of(row),),
            lines=None,
            rows={entry.key: row},
        )
        held = reconcile(promised, of_ledger(as_ledger(later.current.ledger, None)), every=True)
    except (
        SourceError
    ):  # a ledger that another edition of the library stored: no hint is better than a wrong one
        return None
    for pair in held.pairs:
        said = pair.realised or pair.mention
        quote = said.quote if said is not None else ""
        return Hint(pair.judgement.verdict, pair.reason(language), quote, later)
    return None
