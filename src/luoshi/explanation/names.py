"""Which entry or line an id means, and which things of a ledger hold some words."""

from collections.abc import Sequence
from difflib import get_close_matches

from luoshi.errors import LuoshiError
from luoshi.ledger.entry import Entry, Unused
from luoshi.ledger.line import Line
from luoshi.ledger.report import Report
from luoshi.ledger.silent import Silent

_CLOSEST = 3
_ALIKE = 0.5
_BEGINS = 3  # characters: the letter and two of sixteen signs

Thing = Entry | Line | Silent | Unused


class UnknownIdError(LuoshiError):
    """No entry or line has this id, or several begin with it: ``closest`` are those that may be meant."""

    def __init__(self, name: str, closest: tuple[str, ...], *, several: bool) -> None:
        what = "several ids begin with" if several else "no entry or line has the id"
        super().__init__(f"{what} {name}; closest: {', '.join(closest) or 'none'}")
        self.name, self.closest, self.several = name, closest, several


def named(report: Report, name: str) -> Entry | Line:
    """The entry (``e…``) or line (``l…``) of that id, or the only one whose id begins so.

    :raises UnknownIdError: where there is none, or several begin so.
    """
    things: dict[str, Entry | Line] = {entry.id: entry for entry in report.entries}
    things.update((line.id, line) for line in report.lines)
    if name in things:
        return things[name]
    begun = [one for one in things if one.startswith(name)] if name else []
    if len(begun) == 1:
        return things[begun[0]]
    closest = begun[:_CLOSEST] or _close(name, list(things))
    raise UnknownIdError(name, tuple(closest), several=bool(begun))


def _close(name: str, ids: Sequence[str]) -> list[str]:
    """The ids nearest to ``name``: those with fewest slips, else those that begin most like it."""
    if close := get_close_matches(name, ids, _CLOSEST, _ALIKE):
        return close
    like = [one for one in ids if _common(one, name) >= _BEGINS]
    return sorted(like, key=lambda one: (-_common(one, name), one))[:_CLOSEST]


def _common(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def holding(report: Report, words: str) -> list[Thing]:
    """The entries, lines, silent clauses and unused numbers whose quote holds ``words``, in reading order.

    Where no quote does, those whose quote stands in the first place of the report that has the words. A line that is one entry is told as
    that entry.
    """
    things: list[Thing] = [*report.entries, *report.lines, *report.silent, *report.unused]
    found = [thing for thing in things if words in thing.quote] if words else []
    if not found and words and (start := report.source.text.find(words)) >= 0:
        end = start + len(words)
        found = [thing for thing in things if start < thing.span.end and thing.span.start < end]
    entered = {thing.line for thing in found if isinstance(thing, Entry)}
    found = [thing for thing in found if not (isinstance(thing, Line) and thing.id in entered)]
    return sorted(found, key=lambda thing: (thing.span, isinstance(thing, (Silent, Unused))))
