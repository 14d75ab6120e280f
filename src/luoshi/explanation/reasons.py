"""What an explanation holds: small frozen values, ready for JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from luoshi.text import Span

What = Literal["entry", "line", "silent", "unused"]
Where = Literal["here", "before", "behind", "apart", "section", "marks", "place"]
"""Where words stand that were weighed: in the clause, before it, behind it, in several places. Where no words were seen: the role of the
``section``, the ``marks`` around the clause, or its ``place`` (its length, what the sentence has before and behind it)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Words that were seen, and how much they weighed: above nothing for what was decided, below against it.

    One unit makes what was decided 2.7 times as likely against the other reading. ``seen_as`` are the templates that saw the words.
    """

    words: tuple[str, ...]
    where: Where
    weight: float
    seen_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch between two marks: its label (``B-deed`` begins a line, ``I-deed`` goes on with it, ``O`` stands in none), how likely that
    was, and the label that came second. ``role`` is that of its section."""

    quote: str
    role: str
    label: str
    likely: float
    instead: str
    instead_likely: float
    speaks_for: tuple[Weight, ...]
    speaks_against: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read the same words. ``reading`` is what a line is learnt as (``deed``, ``activity``, …), ``none`` for no line, ``cut``
    for lines that begin or end elsewhere."""

    reading: str
    likely: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided from weights that were learnt.

    ``reading`` is as in :class:`Alternative`; ``certainty`` the share of such lines that stand as they are, None for a clause in no line.
    ``likely`` is how likely the reading was before that; ``lead`` are the words before the line that only lead to it.
    """

    reading: str
    certainty: float | None
    likely: float
    lead: str
    clauses: tuple[Clause, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A function of the grammar: its module, its name there, and what it says of itself."""

    module: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table under ``vocabulary/data/``: the word of it that stands in the quote, the line of the file, and its cells."""

    table: str
    line: int
    word: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a value as the ledger has it, with the rule that made it and the rows that it looked up."""

    name: str
    value: str
    rule: Rule
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """Why something became no entry: the ledger's reason, the rule that gave it, and the rows it looked up."""

    reason: str
    rule: Rule
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one thing of a ledger is what it is; ``id`` is None for a silent clause and an unused number.

    ``decision`` is None where nothing learnt decided, ``fields`` are empty where there is no value; ``entries`` are those of a line.
    """

    what: What
    id: str | None
    quote: str
    span: Span
    kind: str | None = None
    grade: str | None = None
    line: str | None = None
    entries: tuple[str, ...] = ()
    decision: Decision | None = None
    fields: tuple[Field, ...] = ()
    passed: Passed | None = None

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain dictionaries and lists."""
        told = asdict(self)
        told["span"] = [self.span.start, self.span.end]
        return told
