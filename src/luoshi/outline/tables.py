"""Tables between the sentences of a communiqué: their rows are no clauses, and no subject could be told from them.

    表1  2025年规模以上工业主要产品产量及其增长速度
    产品名称    单位    产量    比上年增长（%）
    水泥    万吨    186.4    -3.2

A row is a line of cells, tabs or several blanks apart, with a number in one of them and no sentence in any. Its numbers are listed as unused.
"""

import re
from collections.abc import Sequence

from luoshi.outline.build import Draft
from luoshi.text import View
from luoshi.text.late import late

_CELLS = late(r"[ \u3000\xa0]*\t[ \u3000\xa0\t]*|[ \u3000\xa0]{2,}")
_NUMBER = re.compile(r"[-—－+]?\d[\d,]*(?:\.\d+)?%?")
_CAPTION = re.compile(r"\s*(?:附?表|图)\s?\d{0,2}")
_CLAUSE = re.compile(r"[，。；]")
_LEAST = 3  # cells of a row
_ROWS = 2  # of a table
_CAPTION_MOST = 60


def table_stretches(source: str, view: View) -> list[tuple[int, int]]:
    """Where the tables of ``source`` stand in its view: rows with the heads and the caption above them."""
    found: list[tuple[int, int]] = []
    rows: list[tuple[int, int, bool]] = []
    at = 0
    before = (0, 0)  # the line above, which may be a caption
    caption = before
    for line in [*source.split("\n"), "。"]:
        cells = _cells(line)
        if cells:
            if not rows:
                caption = before
            rows.append((at, at + len(line), any(_NUMBER.fullmatch(cell) for cell in cells)))
        elif line.strip():
            if sum(number for _, _, number in rows) >= _ROWS:
                first = rows[0][0]
                if _CAPTION.match(source, *caption) and caption[1] - caption[0] <= _CAPTION_MOST:
                    first = caption[0]
                found.append((view.position(first), view.position(rows[-1][1])))
            rows = []
        if line.strip():
            before = (at, at + len(line))
        at += len(line) + 1
    return [(start, end) for start, end in found if start < end]


def _cells(line: str) -> list[str]:
    """The cells of a table's row; none of any other line."""
    bare = line.strip()
    if not bare or _CLAUSE.search(bare):
        return []
    cells = _CELLS.split(bare)
    return cells if len(cells) >= _LEAST else []


def with_tables(parts: Sequence[Draft], tables: Sequence[tuple[int, int]]) -> None:
    """``parts`` with a section ``other`` for each table, in the innermost section that holds it whole."""
    for start, end in tables:
        holder = _holder(parts, start, end)
        if holder is None or any(c.start < end and start < (c.end or start) for c in holder.children):
            continue
        holder.children.append(Draft(holder.level + 1, "other", start, None, end))
        holder.children.sort(key=lambda draft: draft.start)


def _holder(drafts: Sequence[Draft], start: int, end: int) -> Draft | None:
    for draft in drafts:
        if draft.start <= start and end <= (draft.end or draft.start):
            return _holder(draft.children, start, end) or draft
    return None
