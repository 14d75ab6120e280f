"""What two ledgers have in common: entries gained, lost, changed and moved.

Entries pair in rounds, surest first; each is used once. By id; by quote, kind and measure; by the thing measured and
its period. Within a round the order of reading decides, so the outcome is the same on any machine.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from luoshi.ledger.stored import Row, StoredLedger, pieces_of

# What an entry says. Where it stands (span, section, id) is no change of what it says.
FIELDS = (
    "kind", "headline", "subject", "indicator", "scope", "partial", "measure", "direction", "bound", "low", "high",
    "unit", "relation", "period", "modality", "quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One entry before and after; ``fields`` are those that differ, in the ledger's order."""

    old: Row
    new: Row
    fields: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "old": self.old["id"],
            "new": self.new["id"],
            "fields": {f: {"old": self.old.get(f), "new": self.new.get(f)} for f in self.fields},
            "old_entry": self.old,
            "new_entry": self.new,
        }


@dataclass(frozen=True, slots=True)
class Diff:
    """``same`` and ``moved`` count pairs that say the same, at the same place and at another."""

    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[Change, ...]
    same: int
    moved: int

    def __bool__(self) -> bool:
        """Whether anything was gained, lost or changed."""
        return bool(self.gained or self.lost or self.changed)

    def to_dict(self) -> dict[str, Any]:
        return {
            "gained": list(self.gained),
            "lost": list(self.lost),
            "changed": [change.to_dict() for change in self.changed],
            "same": self.same,
            "moved": self.moved,
        }


def _measured(entry: Row) -> Hashable:
    """The thing measured: an entry without a subject is known by its quote alone."""
    subject = entry.get("indicator") or entry.get("subject")
    if not subject:
        return None
    period = entry.get("period") or {}
    return (
        entry.get("kind"), subject, entry.get("scope"), entry.get("measure"), period.get("from"), period.get("to"),
    )  # fmt: skip


def _said(entry: Row) -> Hashable:
    return (entry.get("quote"), *(entry.get(f) for f in ("kind", "subject", "measure", "low", "high")))


_ROUNDS: tuple[Callable[[Row], Hashable], ...] = (
    lambda entry: entry["id"],
    _said,
    lambda entry: (entry.get("quote"), entry.get("kind"), entry.get("measure")),
    lambda entry: entry.get("quote"),
    _measured,
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every entry of two ledgers, paired or alone. ``both`` is in the reading order of the new ledger; a change without
    ``fields`` says the same."""

    both: tuple[Change, ...]
    gained: tuple[Row, ...]
    lost: tuple[Row, ...]

    def diff(self) -> Diff:
        """The pairs that differ, and how many do not."""
        same = sum(1 for c in self.both if not c.fields and c.old["span"] == c.new["span"])
        changed = tuple(c for c in self.both if c.fields)
        return Diff(self.gained, self.lost, changed, same, len(self.both) - len(changed) - same)


def pair(old: StoredLedger, new: StoredLedger) -> Pairs:
    """Hold ``new`` against ``old``, entry by entry."""
    pairs: list[tuple[Row, Row]] = []
    before, after = list(old.entries), list(new.entries)
    for key in _ROUNDS:
        found, before, after = _pair(before, after, key)
        pairs += found
    pairs.sort(key=lambda pair: (pieces_of(pair[1]["span"]), pair[1]["id"]))
    both = tuple(Change(o, n, tuple(f for f in FIELDS if o.get(f) != n.get(f))) for o, n in pairs)
    return Pairs(both, tuple(after), tuple(before))


def diff(old: StoredLedger, new: StoredLedger) -> Diff:
    """What ``new`` has gained, lost and changed against ``old``."""
    return pair(old, new).diff()


def _pair(
    before: list[Row], after: list[Row], key: Callable[[Row], Hashable]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of equal key, in order, and what is left on either side."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in range(len(before) - 1, -1, -1):
        waiting[key(before[number])].append(number)
    waiting.pop(None, None)
    pairs: list[tuple[Row, Row]] = []
    used: set[int] = set()
    left: list[Row] = []
    for entry in after:
        if candidates := waiting.get(key(entry)):
            number = candidates.pop()
            used.add(number)
            pairs.append((before[number], entry))
        else:
            left.append(entry)
    return pairs, [e for n, e in enumerate(before) if n not in used], left
