"""The rows of a scanned page, out of what two readings saw on it."""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from luoshi.sources.formats.pdf_furniture import is_page_number
from luoshi.sources.formats.pdf_glyphs import Glyph, Row, rows_of_glyphs
from luoshi.sources.scans.doubts import Doubts
from luoshi.sources.scans.figures import doubted
from luoshi.sources.scans.level import Level
from luoshi.sources.scans.seen import Flat, Seen

_SAME_LINE = 0.5  # heights between the middles of two pieces of one line
_NARROW = 0.55  # of an em: a digit or a Latin letter
_ASCII = re.compile(r"[\x00-\x7f]")
_USUAL = (0.8, 1.25)  # type of nearly the usual size is of that size: a short piece's own width says little
_HEIGHT_OF_EM = 0.75  # a box is so much taller than its type
_UNSURE_LINE = 0.8  # below this in the mean no figure of a line is believed
_FOOT = ("一", "—")  # `— 2 一`
_SHORTEST = 2


class Line(NamedTuple):
    """The pieces of one printed line from left to right, and its words as one."""

    pieces: tuple[Flat, ...]
    middle: float
    height: float

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def chances(self) -> tuple[float, ...]:
        return tuple(chance for piece in self.pieces for chance in piece.chances)


def page_rows_seen(
    first: Sequence[Seen], second: Sequence[Seen], height: float, points: float, doubts: Doubts
) -> tuple[Row, ...]:
    """The rows of a page ``height`` pixels high, a pixel being so many ``points``. What is doubtful of it goes into ``doubts``."""
    level = Level(first)
    one, two = lines_of(level, first), lines_of(level, second)
    others = {line: _beside(line, two) for line in one}
    # what only the second reading saw is there all the same, and its figures were seen once
    lost = [
        line
        for line in two
        if line not in others.values() and len(line.text) >= _SHORTEST and not _beside(line, one)
    ]
    lines = sorted([*one, *lost], key=lambda line: line.middle)
    usual = _usual_em(one)
    glyphs: list[Glyph] = []
    for number, line in enumerate(lines):
        edge = number in (0, len(lines) - 1)
        glyphs += _glyphs(line, others.get(line), height, points, usual, doubts, number_of_page=edge)
    return rows_of_glyphs(glyphs)


def lines_of(level: Level, pieces: Sequence[Seen]) -> list[Line]:
    """The printed lines of a page from top to bottom, as one reading saw them."""
    found: list[list[Flat]] = []
    for piece in sorted(map(level.flat, pieces), key=lambda p: (p.middle, p.left)):
        if found and piece.middle - found[-1][0].middle <= _SAME_LINE * min(
            piece.height, found[-1][0].height
        ):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [
        Line(
            tuple(sorted(line, key=lambda p: p.left)),
            median(p.middle for p in line),
            median(p.height for p in line),
        )
        for line in found
    ]


def _beside(line: Line, lines: Sequence[Line]) -> Line | None:
    """The line of the other reading that stands where ``line`` does."""
    nearest = min(lines, key=lambda other: abs(other.middle - line.middle), default=None)
    if nearest is None or abs(nearest.middle - line.middle) > _SAME_LINE * max(line.height, nearest.height):
        return None
    return nearest


def _width(text: str) -> float:
    """In ems."""
    return sum(_NARROW if _ASCII.match(char) else 1 for char in text) or 1


def _usual_em(lines: Sequence[Line]) -> float:
    pieces = [piece for line in lines for piece in line.pieces]
    longest = max((_width(p.text) for p in pieces), default=0)
    return median(
        [(p.right - p.left) / _width(p.text) for p in pieces if 2 * _width(p.text) >= longest] or [1.0]
    )


def _glyphs(
    line: Line,
    other: Line | None,
    height: float,
    points: float,
    usual: float,
    doubts: Doubts,
    *,
    number_of_page: bool,
) -> Iterator[Glyph]:
    base = (height - line.middle) * points
    if number_of_page and is_page_number(line.text.replace(*_FOOT)):
        for piece in line.pieces:
            yield from _spread(piece, piece.text.replace(*_FOOT), base, points, usual)
        return
    chances = line.chances
    unsure = sum(chances) < _UNSURE_LINE * len(chances)
    found = doubted(line.text, "" if unsure or other is None else other.text, chances)
    signed, places = doubts.signed(line.text, found)
    if unsure:
        doubts.doubt_line(signed)
    owner = [piece for piece in line.pieces for _ in piece.text]
    for piece in line.pieces:
        text = "".join(char for char, at in zip(signed, places, strict=True) if owner[at] is piece)
        yield from _spread(piece, text, base, points, usual)


def _spread(piece: Flat, text: str, base: float, points: float, usual: float) -> Iterator[Glyph]:
    """The characters of a piece over its width. A recogniser says where a line is, of its characters it only knows the order."""
    pitch = (piece.right - piece.left) / _width(text)
    em = usual if _USUAL[0] * usual <= pitch <= _USUAL[1] * usual else pitch
    at = piece.left
    for char in text:
        wide = _width(char)
        yield Glyph(char, at * points, (at + wide * em) * points, base, em * points / _HEIGHT_OF_EM)
        at += wide * pitch
