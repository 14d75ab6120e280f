"""What became no line, clause by clause, and why: nothing that a report says is dropped without a word."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.ledger.joined import JoinedLine
from luoshi.lines.reader import TaggedLines
from luoshi.lines.units import ROLES
from luoshi.text import Span, View
from luoshi.vocabulary.silences import reason_in
from luoshi.vocabulary.verbs import task_verbs

_PLANS = frozenset(("targets", "tasks", "government", "requirements"))
_PAST = frozenset(("review", "problems"))
_ENDS = frozenset(map(ord, "。！？\n"))
_NO_PURPOSE = frozenset(("purpose",))


class Silent(NamedTuple):
    """A clause that stands in no line, and why: one of :data:`luoshi.vocabulary.silences.REASONS`."""

    span: Span
    quote: str
    reason: str


class Coverage(NamedTuple):
    """How many clauses of the plans and of the past there are, and how many of them stand in lines."""

    plans: int
    plans_held: int
    past: int
    past_held: int

    def to_dict(self) -> dict[str, dict[str, int]]:
        """The counts, ready for JSON."""
        return {
            "plans": {"clauses": self.plans, "in_lines": self.plans_held},
            "past": {"clauses": self.past, "in_lines": self.past_held},
        }


NONE_COUNTED = Coverage(0, 0, 0, 0)


def silent(
    tagged: TaggedLines, joined: Sequence[JoinedLine], view: View, source: str
) -> tuple[tuple[Silent, ...], Coverage]:
    """The clauses outside all lines in reading order, and how many there are of each kind."""
    units = tagged.units
    starts = [line.start for line in joined]
    reach = 0
    ends = [reach := max(reach, line.end) for line in joined]  # lines of values may lie in each other
    found: list[tuple[int, int, str]] = []
    counts = [0, 0, 0, 0]
    follows = False  # whether a line of the same sentence stands before
    columns = zip(
        units.starts.tolist(), units.ends.tolist(), units.marks.tolist(), units.roles.tolist(),
        units.headings.tolist(), units.firsts.tolist(), strict=True,
    )  # fmt: skip
    for start, end, mark, number, heading, first in columns:
        role = ROLES[number]
        at = bisect_right(starts, end - 1)
        held = bool(at) and ends[at - 1] > start
        group = 0 if role in _PLANS else 2 if role in _PAST else None
        if group is not None and not heading:
            counts[group] += 1
            counts[group + 1] += held
        follows = held or (follows and not first)
        if not held:
            found.append((start, end, reason(view.text[start:end], role, heading, follows)))
        if mark in _ENDS:
            follows = False
    spans = view.spans([(start, end) for start, end, _ in found])
    return (
        tuple(
            Silent(span, source[span[0] : span[1]], reason)
            for (_, _, reason), span in zip(found, spans, strict=True)
        ),
        Coverage(*counts),
    )


def reason(clause: str, role: str, heading: bool, follows: bool) -> str:
    """Why a clause stands in no line: its words, where its section has a reason for them, else the section and what stands before it."""
    if heading:
        return "heading"
    if role in ("opening", "closing"):
        return "thanks"
    words = clause.lstrip(" 　“—-")
    if role == "requirements":
        return reason_in(words, _NO_PURPOSE) or "requirement"
    told = reason_in(words, frozenset() if follows else _NO_PURPOSE)
    if told is not None:
        return told
    if role in _PAST:
        return "effort" if task_verbs().at(words, 0) is not None else "situation"
    return "purpose" if follows else "situation"
