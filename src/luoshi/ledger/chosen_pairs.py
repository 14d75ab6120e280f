"""Some of the entries of two stored ledgers that are held against each other."""

from typing import TYPE_CHECKING

from luoshi.ledger.choice import Choice, asked_for
from luoshi.ledger.diff import Pairs
from luoshi.ledger.frame import frame_of, row_of
from luoshi.ledger.stored import StoredLedger, entry_of

if TYPE_CHECKING:
    import polars


def choose_pairs(pairs: Pairs, old: StoredLedger, new: StoredLedger, choice: Choice) -> Pairs:
    """Those of ``pairs`` of which either side is asked for: an entry that became one, or is one no more, is among them.

    :raises luoshi.ledger.condition.ConditionError: where ``choice.where`` is no condition.
    """
    if not choice.narrows:
        return pairs
    was, now = _stored(old, choice), _stored(new, choice)
    return Pairs(
        tuple(c for c in pairs.both if c.old["id"] in was or c.new["id"] in now),
        tuple(row for row in pairs.gained if row["id"] in now),
        tuple(row for row in pairs.lost if row["id"] in was),
    )


def _stored(ledger: StoredLedger, choice: Choice) -> set[str]:
    """The ids of the entries of a stored ledger that are asked for."""
    entries = [entry_of(row) for row in ledger.entries]
    sections = {section.get("id"): section for section in ledger.outline}

    def table() -> "polars.DataFrame":
        held = (sections.get(entry.section, {}) for entry in entries)
        made: polars.DataFrame = frame_of(
            row_of(e, s.get("role"), s.get("title")) for e, s in zip(entries, held, strict=True)
        )
        return made

    return {entry.id for entry in asked_for(entries, choice, table)}
