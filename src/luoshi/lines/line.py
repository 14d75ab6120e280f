"""One line as the tagger finds it, in view offsets; what a line is: docs/ledger.md."""

from typing import Literal, NamedTuple

Grade = Literal["deliverable", "activity", "aim", "deed"]
LineKind = Literal["task", "target", "result", "problem"]


class TaggedLine(NamedTuple):
    """A line of a report. ``grade`` is None for values and problems; ``certainty`` is the share of such lines that stand as they are.

    ``first`` and ``past`` are the numbers of its units, ``[first, past)``.
    """

    start: int
    end: int
    kind: LineKind
    grade: Grade | None
    certainty: float
    first: int
    past: int


OF_LABEL: dict[str, tuple[LineKind, Grade | None]] = {
    "deliverable": ("task", "deliverable"),
    "activity": ("task", "activity"),
    "aim": ("task", "aim"),
    "deed": ("result", "deed"),
    "target": ("target", None),
    "result": ("result", None),
    "problem": ("problem", None),
}
"""The kind and grade of a line by what it was learnt as."""
