"""What a corrected copy changed, as rows to show: old beside new, the words that differ marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from luoshi_web.console.review.words import FIELD_WORDS
from luoshi_web.ledgerstore.models import Entry, Review, Revision


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; ``differs`` where the other side has others."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry in the two copies. ``kind`` is ``changed``, ``gained`` or ``lost``; a side that is not there is None."""

    kind: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    fields: tuple[str, ...] = ()
    old_quote: list[Piece] = field(default_factory=list)
    new_quote: list[Piece] = field(default_factory=list)

    @property
    def field_words(self) -> list[str]:
        return [str(FIELD_WORDS[name]) for name in self.fields]


def change_rows(diff: dict[str, Any]) -> list[ChangeRow]:
    """Every change of a stored diff: first what changed, then what was lost, then what was gained, each in reading order."""
    rows = []
    for change in diff.get("changed", ()):
        old, new = change["old_entry"], change["new_entry"]
        before, after = words_apart(old["quote"], new["quote"])
        rows.append(ChangeRow("changed", old, new, tuple(change["fields"]), before, after))
    rows += [
        ChangeRow("lost", row, None, (), [Piece(row["quote"], False)], []) for row in diff.get("lost", ())
    ]
    rows += [
        ChangeRow("gained", None, row, (), [], [Piece(row["quote"], False)]) for row in diff.get("gained", ())
    ]
    return rows


def change_of(entry: Entry, revisions: Iterable[Revision]) -> ChangeRow | None:
    """What an entry said before a corrected copy opened it again; None for one that no copy changed."""
    if entry.review != Review.OPEN or not entry.reopened_for:
        return None
    last = next((revision for revision in revisions if revision.deed == "renew"), None)
    if last is None or last.before is None:
        return None
    before, after = words_apart(last.before["quote"], entry.quote)
    return ChangeRow("changed", last.before, entry.reading, (), before, after)


def words_apart(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Two quotes cut where they differ.

    >>> [piece.words for piece in words_apart("增长5%", "增长6%")[0] if piece.differs]
    ['5']
    """
    before, after = [], []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i < j:
            before.append(Piece(old[i:j], tag != "equal"))
        if k < m:
            after.append(Piece(new[k:m], tag != "equal"))
    return before, after
