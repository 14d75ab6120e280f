"""What stands in a paper, as plain values: it is kept as JSON when the paper is issued, so that the same bytes can be made again.

Nothing here knows of the database or of a file format.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

EDITION = 4
"""Of the shape of the JSON and of the layout. Another one gets another number, and what was issued in an old one is read and laid out as it was: the
first had no imprint, the first two were not compressed and merged no cells, the
first three had no mark.
"""
COMPRESSED_FROM = 3
_READS = (1, 2, 3, EDITION)

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` is a share of the table's width; ``number`` columns become numbers in a spreadsheet."""

    code: str
    name: str
    width: int
    align: Align = "left"
    number: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``style``: ``to`` (主送机关), ``heading`` (一、), ``body``, ``intro`` (what a list or table follows), ``annex`` (附表), ``caption`` of
    a table, ``sign`` (署名), ``date``.
    """

    style: Literal["to", "heading", "body", "intro", "annex", "caption", "sign", "date"]
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under columns. ``name`` is what its sheet is called in a workbook.

    ``merged``: codes of columns in which cells that say the same one under another become one; a run of the first such column parts the
    others' runs. ``dense``: set in small type, so that a dozen rows fit a page on its side.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...] = ()
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one direction: upright for words, ``wide`` (横排) for tables of many columns."""

    wide: bool
    blocks: tuple[Words | Table, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (GB/T 9704-2012, 7.4): who gets a copy, which office printed it, when, how many. What is empty is left out."""

    office: str
    on: date
    copies_to: tuple[str, ...] = ()
    copies: int | None = None

    @property
    def copied(self) -> str:
        """抄送：…。 with a full stop at its end (7.4.2); an empty text where nobody gets a copy."""
        return f"抄送：{'，'.join(self.copies_to)}。" if self.copies_to else ""

    @property
    def printed(self) -> str:
        """The day as 7.4.3 has it, 印发 behind it."""
        return f"{in_words(self.on)}印发"

    @property
    def counted(self) -> str:
        """How many were printed; an empty text where it is not said."""
        return f"共印{self.copies}份" if self.copies else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole paper. ``secrecy`` is the highest of what stands in it, as :class:`luoshi_web.accounts.models.Secrecy`.

    ``mark`` stands at the upper right of the first page (办理结果：A). ``withdrawn`` says so over the paper once it was withdrawn; what is kept never has it.
    """

    kind: str
    title: str
    number: str
    on: date
    issuer: str
    headed: bool
    secrecy: int
    sections: tuple[Section, ...]
    draft: bool = True
    imprint: Imprint | None = None
    withdrawn: str = ""
    mark: str = ""
    edition: int = EDITION

    @property
    def shown_title(self) -> str:
        """With 送审稿 behind it while it is one: a draft is never mistaken for what went out."""
        return f"{self.title}（送审稿）" if self.draft else self.title

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in their order."""
        return tuple(b for section in self.sections for b in section.blocks if isinstance(b, Table))

    def issued(self, number: str) -> "Content":
        """As it goes out: with its number."""
        return replace(self, number=number, draft=False)

    def with_imprint(self, imprint: Imprint | None) -> "Content":
        """… with its 版记."""
        return replace(self, imprint=imprint)

    def dated(self, on: date) -> "Content":
        """As it is signed: a paper bears the day on which it is signed (党政机关公文处理工作条例 9), and is printed no earlier."""
        dates = {in_words(self.on): in_words(on)}
        sections = tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, words=dates.get(block.words, block.words))
                    if isinstance(block, Words) and block.style == "date"
                    else block
                    for block in section.blocks
                ),
            )
            for section in self.sections
        )
        imprint = self.imprint and replace(self.imprint, on=max(self.imprint.on, on))
        return replace(self, on=on, sections=sections, imprint=imprint)

    def marked(self, on: date, reason: str) -> "Content":
        """As it is read after it was withdrawn: everything that stood there, and that it holds no more."""
        return replace(self, withdrawn=f"本文书已于{in_words(on)}撤回。撤回理由：{reason}")


def to_json(content: Content) -> dict[str, Any]:
    """As it is kept."""
    value = asdict(content)
    value["on"] = content.on.isoformat()
    del value["withdrawn"]
    if content.imprint is not None:
        value["imprint"]["on"] = content.imprint.on.isoformat()
    return value


def from_json(value: Mapping[str, Any]) -> Content:
    """Back again. Raises :class:`ValueError` for an edition that this program does not know."""
    if value.get("edition") not in _READS:
        raise ValueError(f"content of edition {value.get('edition')!r}; this program reads {EDITION}")
    rest = {name: value[name] for name in value if name not in {"edition", "on", "sections", "imprint"}}
    said = value.get("imprint")
    imprint = (
        Imprint(said["office"], date.fromisoformat(said["on"]), tuple(said["copies_to"]), said["copies"])
        if said
        else None
    )
    sections = tuple(
        Section(section["wide"], tuple(_block(block) for block in section["blocks"]))
        for section in value["sections"]
    )
    return Content(
        on=date.fromisoformat(value["on"]),
        sections=sections,
        imprint=imprint,
        edition=value["edition"],
        **rest,
    )


def _block(value: Mapping[str, Any]) -> Words | Table:
    if "rows" not in value:
        return Words(**value)
    columns = tuple(Column(**column) for column in value["columns"])
    rows = tuple(tuple(row) for row in value["rows"])
    return Table(
        value["name"], columns, rows, tuple(value.get("merged", ())), bool(value.get("dense", False))
    )


RUN = 6
"""Rows that one merged cell spans at most: half a page, so that every page says what its rows belong to."""


def spans(table: Table) -> dict[tuple[int, int], int]:
    """(row, column) → over how many rows the cell there reaches, 0 for one that another reaches over. Cells that are not merged are left out."""
    places = [place for place, column in enumerate(table.columns) if column.code in table.merged]
    found: dict[tuple[int, int], int] = {}
    for place in places:
        first = 0
        for row in range(1, len(table.rows) + 1):
            if row < len(table.rows) and row - first < RUN and _goes_on(table, places, place, row):
                continue
            if row - first > 1:
                found[first, place] = row - first
                found.update({(inner, place): 0 for inner in range(first + 1, row)})
            first = row
    return found


def _goes_on(table: Table, places: list[int], place: int, row: int) -> bool:
    before, now = table.rows[row - 1], table.rows[row]
    return now[place] == before[place] != "" and now[places[0]] == before[places[0]]


def digest(content: Content) -> str:
    """SHA-256 of the content in one form alone: what a preview showed is what is issued."""
    kept = json.dumps(to_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(kept.encode()).hexdigest()


def in_words(day: date) -> str:
    """``2026年3月10日``: no nought before month or day (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"
