"""The lines of a PDF page in the order in which they are read, columns included.

A gutter is an upright strip that nearly no row crosses while prose stands on both sides of it: rows that fill their
column from edge to edge. The cells of a table leave such strips as well, but do not fill their columns. What crosses
the gutter (a title over both columns) parts the page: the columns above it are read first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from luoshi.sources.formats.pdf_glyphs import Row

# Narrower text (in ems) is not set in columns, and a column has at least so many rows.
_NARROWEST = 20
_NARROWEST_COLUMN = 6
_ROWS_AT_LEAST = 4
# A column of so many rows shows its own edges.
_ROWS_THAT_TELL = 5
# A gutter stands between these shares of the text's width.
_EDGE_SHARE = 0.2
# The share of a column's rows that reach its right edge (within so many ems) and fill so much of its width.
_FULL_SHARE = 0.5
_FILLED_SHARE = 0.7
_FULL_WITHIN = 1.6
# Columns of columns: newspapers have four at most.
_DEEPEST = 2
# Cells this far apart (in ems) are parted by a tab, as those of a web page are.
_TAB_GAP = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, and the edges of the column in which it stands.

    ``column`` is the page and the number of the column there; ``em`` and ``head`` are those of
    :class:`~luoshi.sources.formats.pdf_glyphs.Stretch`.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    head: float
    column: tuple[int, int]
    column_left: float
    column_right: float


def document_lines(pages: list[tuple[Row, ...]], widths: Sequence[float]) -> list[Line]:
    """The lines of all pages in reading order; ``widths`` are those of the paper.

    Where most pages have gutters, a last page of two short columns has them too, and so has one whose few rows stand in the first alone.
    """
    gutters = [_gutters(rows, _DEEPEST) for rows in pages]
    found = [g for g in gutters if g]
    usual = found[len(found) // 2] if found and 2 * len(found) >= len(pages) - 1 else ()
    columns: list[_Column] = []
    for number, (rows, own) in enumerate(zip(pages, gutters, strict=True)):
        if not own and usual and (_parts(rows, usual[0]) or _in_the_first(rows, usual[0])):
            own = usual
        columns += _columns(rows, own, number)
    edges = _Edges(columns, widths)
    return [line for column in columns for line in _lines(column, *edges.of(column))]


@dataclass(frozen=True, slots=True)
class _Column:
    """Rows that stand below each other; ``edges`` are given for those that cross the gutters, else None."""

    rows: Sequence[Row]
    page: int
    number: int
    gutters: int
    edges: tuple[float, float] | None = None

    @property
    def kind(self) -> tuple[int, int, int]:
        """Columns of one kind have the same edges: left and right pages may have other margins."""
        return self.gutters, self.number % (self.gutters + 2), self.page % 2


class _Edges:
    """Where the columns of a document begin and end."""

    def __init__(self, columns: list[_Column], widths: Sequence[float]) -> None:
        self._widths = widths
        found: dict[tuple[int, int, int], list[tuple[float, float]]] = {}
        for column in columns:
            if column.edges is None and len(column.rows) >= _ROWS_THAT_TELL:
                found.setdefault(column.kind, []).append(_own_edges(column.rows))
        self._usual = {
            kind: (median(left for left, _ in edges), median(right for _, right in edges))
            for kind, edges in found.items()
        }

    def of(self, column: _Column) -> tuple[float, float]:
        """The edges of a column: its rows', or where these are few, those of its like on other pages."""
        if column.edges is not None:
            return column.edges
        left, right = _own_edges(column.rows)
        if len(column.rows) >= _ROWS_THAT_TELL:
            return left, right
        gutters, number, parity = column.kind
        usual = self._usual.get(column.kind) or self._usual.get((gutters, number, 1 - parity))
        if usual is not None:
            return min(left, usual[0]), max(right, usual[1])
        if len(column.rows) <= 2 and not gutters and left > 0:  # margins are alike as a rule
            return left, max(right, self._widths[column.page] - left)
        return left, right


def _parts(rows: Sequence[Row], middle: float) -> bool:
    """Whether rows stand on both sides of a gutter and few cross it."""
    lefts = sum(row[0].right <= middle for row in rows)
    rights = sum(row[-1].left >= middle for row in rows)
    return _crossing(rows, middle) < min(lefts, rights)


def _in_the_first(rows: Sequence[Row], middle: float) -> bool:
    """Whether all rows stand before a gutter: the last column of a document may end the page before."""
    return all(row[-1].right <= middle for row in rows)


def _crossing(rows: Sequence[Row], middle: float) -> int:
    return sum(any(s.left < middle < s.right for s in row) for row in rows)


def _columns(rows: Sequence[Row], gutters: tuple[float, ...], page: int) -> list[_Column]:
    """The columns of a page in reading order."""
    if not rows:
        return []
    if not gutters:
        return [_Column(rows, page, 0, 0)]
    edges = (min(row[0].left for row in rows), max(row[-1].right for row in rows))
    bounds = list(pairwise((float("-inf"), *gutters, float("inf"))))
    # A short title over three columns stands wholly over the second: the first has not begun yet.
    begun = next((n for n, row in enumerate(rows) if row[0].right <= gutters[0]), 0) if gutters[1:] else 0
    wide = [n < begun or any(_crossing([row], g) for g in gutters) for n, row in enumerate(rows)]
    columns: list[_Column] = []
    band = 0
    for is_wide, group in groupby(range(len(rows)), wide.__getitem__):
        part = [rows[n] for n in group]
        if is_wide:
            columns.append(_Column(part, page, band, len(gutters), edges))
        else:
            for number, (left, right) in enumerate(bounds, 1):
                if held := _between(part, left, right):
                    columns.append(_Column(held, page, band + number, len(gutters)))
        band += len(bounds) + 1
    return columns


def _between(rows: Sequence[Row], left: float, right: float) -> list[Row]:
    parts = (tuple(s for s in row if left <= s.left and s.right <= right) for row in rows)
    return [part for part in parts if part]


def _lines(column: _Column, left: float, right: float) -> list[Line]:
    return [_line(row, (column.page, column.number), left, right) for row in column.rows]


def _own_edges(rows: Sequence[Row]) -> tuple[float, float]:
    em = rows[0][0].em
    return (
        _shared_edge([row[0].left for row in rows], em, first=True),
        _shared_edge([row[-1].right for row in rows], em, first=False),
    )


def _line(row: Row, column: tuple[int, int], left: float, right: float) -> Line:
    text = row[0].text
    for last, stretch in pairwise(row):
        text += ("\t" if stretch.left - last.right >= _TAB_GAP * stretch.em else " ") + stretch.text
    widest = max(row, key=lambda s: s.right - s.left)
    return Line(text, row[0].left, row[-1].right, widest.base, widest.em, row[0].head, column, left, right)


def _shared_edge(edges: list[float], em: float, *, first: bool) -> float:
    """The outermost edge that a tenth of the rows share: one row that hangs out does not move the column."""
    needed = max(2, len(edges) // 10)
    ordered = sorted(edges, reverse=not first)
    for number, edge in enumerate(ordered):
        if number + needed <= len(ordered) and abs(ordered[number + needed - 1] - edge) <= 0.6 * em:
            return edge
    return ordered[0]


def _gutters(rows: Sequence[Row], depth: int) -> tuple[float, ...]:
    """Where the rows part into columns, from left to right; empty for one column."""
    if len(rows) < _ROWS_AT_LEAST or not depth:
        return ()
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    em = median(s.em for row in rows for s in row)
    if right - left < _NARROWEST * em:
        return ()
    edge = _EDGE_SHARE * (right - left)
    middle = _least_crossed(rows, left + edge, right - edge, 0.7 * em)
    if middle is None:
        return ()
    sides = (_between(rows, float("-inf"), middle), _between(rows, middle, float("inf")))
    fewest = min(map(len, sides))
    if fewest < _ROWS_AT_LEAST or _crossing(rows, middle) >= fewest:
        return ()
    inner = [_gutters(side, depth - 1) for side in sides]
    if not all(more or _is_prose(side, em) for more, side in zip(inner, sides, strict=True)):
        return ()
    return (*inner[0], middle, *inner[1])


def _least_crossed(rows: Sequence[Row], first: float, last: float, width: float) -> float | None:
    """The middle of the upright strip between ``first`` and ``last`` that the fewest rows cross."""
    steps = sorted((x, way) for row in rows for s in row for x, way in ((s.left, 1), (s.right, -1)))
    best: tuple[int, float, float] | None = None
    crossing = 0
    for (here, way), (beyond, _) in pairwise(steps):
        crossing += way
        start, end = max(here, first), min(beyond, last)
        if end - start >= width and (best is None or (crossing, start - end) < best[:2]):
            best = (crossing, start - end, (start + end) / 2)
    return best[2] if best is not None else None


def _is_prose(rows: Sequence[Row], em: float) -> bool:
    left = _shared_edge([row[0].left for row in rows], em, first=True)
    right = _shared_edge([row[-1].right for row in rows], em, first=False)
    width = right - left
    full = sum(
        right - row[-1].right <= _FULL_WITHIN * em
        and row[0].left - left <= 2.6 * em
        and sum(s.right - s.left for s in row) >= _FILLED_SHARE * width
        for row in rows
    )
    return width >= _NARROWEST_COLUMN * em and full >= _FULL_SHARE * len(rows)
