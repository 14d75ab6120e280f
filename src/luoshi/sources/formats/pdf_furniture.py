"""Running heads, running feet and page numbers: the rows of a PDF that belong to the paper, not to the report."""

import re
from collections import Counter

from luoshi.sources.formats.pdf_glyphs import Row

# How many rows at either edge of a page may be furniture.
_EDGE_ROWS = 2
# On so many pages a row repeats at one height; on two where the paper has few pages.
_REPEATS = 3
_FEW_PAGES = 5
# In points: printers are that exact.
_HEIGHT = 4
# `— 3 —`, `- 3 -`, `第3页`, `第 3 页 共 14 页`, `3/14`, `Page 3 of 14`, `3`
_NUMBER = re.compile(
    r"[-—–―－_·•.~～\s]{0,6}(?:(?:第|page|p\.)\s?)?\d{1,4}\s?页?(?:\s?(?:[/／,，|]|of|共)?\s?共?\s?\d{1,4}\s?页?)?[-—–―－_·•.~～\s]{0,6}",
    re.I,
)
_DIGITS = re.compile(r"\d+")
# A bare number stands apart from the text by more than a line's distance, in ems.
_APART = 1.9


def without_furniture(pages: list[tuple[Row, ...]]) -> list[tuple[Row, ...]]:
    """The pages without the rows that repeat from page to page at one height, and without page numbers."""
    counts = Counter(key for rows in pages for key in {_key(rows[n]) for n in _edges(rows)})
    needed = 2 if len(pages) <= _FEW_PAGES else _REPEATS
    kept = []
    for rows in pages:
        dropped = {n for n in _edges(rows) if max(counts[k] for k in _keys(rows[n])) >= needed}
        dropped |= _page_numbers(rows, dropped)
        kept.append(tuple(row for n, row in enumerate(rows) if n not in dropped))
    return kept


def is_page_number(text: str) -> bool:
    """Whether a row may be the number of its page: `— 3 —`, `3/14`, `3`."""
    return _NUMBER.fullmatch(text) is not None


def _edges(rows: tuple[Row, ...]) -> list[int]:
    return [n for n in range(len(rows)) if n < _EDGE_ROWS or n >= len(rows) - _EDGE_ROWS]


def _text(row: Row) -> str:
    return " ".join(stretch.text for stretch in row)


def _key(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("#", _text(row)), round(row[0].base / _HEIGHT)


def _keys(row: Row) -> list[tuple[str, int]]:
    """The row's key and its neighbours': rounding may part two heights that are nearly one."""
    text, height = _key(row)
    return [(text, height + step) for step in (-1, 0, 1)]


def _page_numbers(rows: tuple[Row, ...], dropped: set[int]) -> set[int]:
    """The first and the last of the rows that are left, where they are page numbers."""
    left = [n for n in range(len(rows)) if n not in dropped]
    found = set()
    for number, neighbour in ((left[0], left[1]), (left[-1], left[-2])) if len(left) > 1 else ():
        row, beside = rows[number], rows[neighbour]
        apart = abs(row[0].base - beside[0].base) >= _APART * max(row[0].em, beside[0].em)
        text = _text(row)
        if _NUMBER.fullmatch(text) and (apart or not text.strip().isdigit()):
            found.add(number)
    if len(left) == 1 and _NUMBER.fullmatch(_text(rows[left[0]])):
        found.add(left[0])
    return found
