"""A yearly report as plain values: sentences and tables whose numbers know the matters they rest on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from luoshi_web.registers.sayings import Answer
from luoshi_web.supervision.papers.content import Column

NOT_KEPT = "本系统未登记"
"""No register of the office holds it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the matters behind it. ``words`` is how it is printed; ``why`` says why it is none (尚未核实, 无应计事项, 本系统未登记).

    ``key`` names it within its report; ``answer`` is the register's figure, None of what the report counts itself.
    """

    key: str
    name: str
    register: str
    words: str
    rows: frozenset[int] = frozenset()
    answer: Answer | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands before a number, the number, and what stands behind it."""

    before: str
    number: Number
    behind: str

    @property
    def words(self) -> str:
        """As it is printed."""
        return f"{self.before}{self.number.words}{self.behind}。"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after the other; those whose number is none are left out. ``opening`` is what it is about."""

    opening: str
    sentences: tuple[Sentence, ...]

    @property
    def said(self) -> tuple[Sentence, ...]:
        """The sentences that can be said."""
        return tuple(each for each in self.sentences if not each.number.why)


@dataclass(frozen=True, slots=True)
class Open:
    """What no register can write (成效, 不足, 安排): left for whoever drafts the report."""

    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a cell is a text or a number. ``note`` stands below it; ``missing`` is what of it no register here holds.

    ``merged`` as of :class:`~luoshi_web.supervision.papers.content.Table`.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Number | str, ...], ...]
    note: str = ""
    merged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part (一、…) of the layout."""

    heading: str
    blocks: tuple[Paragraph | Open | Grid, ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """A whole report of a year as of a day. ``source`` is the law that asks for it."""

    code: str
    title: str
    source: str
    year: int
    on: date
    parts: tuple[Part, ...]
    secrecy: int = field(default=0)

    @property
    def numbers(self) -> Iterator[Number]:
        """All numbers, said or not, in their order."""
        for part in self.parts:
            for block in part.blocks:
                if isinstance(block, Paragraph):
                    yield from (each.number for each in block.sentences)
                elif isinstance(block, Grid):
                    yield from (cell for row in block.rows for cell in row if isinstance(cell, Number))

    @property
    def gaps(self) -> tuple[Number, ...]:
        """The numbers that may not be said, and why; what no register holds last."""
        grids = (block for part in self.parts for block in part.blocks if isinstance(block, Grid))
        held_nowhere = (Number("", name, "", "", why=NOT_KEPT) for grid in grids for name in grid.missing)
        return *(number for number in self.numbers if number.why), *held_nowhere
