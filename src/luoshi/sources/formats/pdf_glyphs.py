"""The printed characters of a PDF page and the rows in which they stand.

A PDF places characters one by one, in any order: the quotation marks of one word processor come after the rest of
their line. Only positions count here. Coordinates are points, the origin at the lower left, as one reads the page.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

# Two glyphs this close (in ems) are one character printed twice, which is how some printers make bold.
_TWICE = 0.15
# Further apart than this (in ems) from the row's first baseline is another row; raised marks stay in theirs.
_SAME_ROW = 0.45
# A gap this wide (in ems) ends a stretch: justified lines stay below, gutters and table cells are wider.
_STRETCH_GAP = 1.2
# `沈  知秋`, `区长  李明`: a gap that one sees; the blank that a program sets between 增长 and 5% is narrower.
_SEEN_GAP = 0.7
# Between Latin letters a word space is narrower: `AI for Science`.
_WORD_GAP = 0.17
# A watermark runs aslant.
_ASLANT = 0.1

_BLANKS = frozenset(" \t\r\n\x00\x02\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\ufffe\uffff")
_UNMAPPED = frozenset("\x00\ufffe\uffff\ufffd")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf]")
# What a line break does not part: `1.86∶1`, `PM2.5`, `３６．９`, `12.6%`. No line begins with 。 or ”, none ends with
# “, and some programs part nothing from a quotation mark: `求,“三公”经费`.
_WORD = r"(?:[A-Za-z0-9.,:∶/%+_~\uff05\uff0b\uff0d-\uff19\uff21-\uff3a\uff41-\uff5a-]+|.)"
_CLOSING = r"[，。、；：！？”’）》〉】〕」』…%％)\],.;:!?]*"
_HEAD = re.compile(rf"[“‘（《〈【〔「『(\[]*{_WORD}{_CLOSING}(?:[“‘]{_WORD}{_CLOSING})*", re.S)


class Glyph(NamedTuple):
    """One printed character: where it begins and ends, and the height of its baseline."""

    char: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one row with no wide gap among them.

    ``em`` is the width of an ideograph here; ``head`` that of the characters that a line break would keep together
    at its start.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    head: float


Row = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of a page from top to bottom, and how many of its characters have no Unicode value."""

    rows: tuple[Row, ...]
    characters: int
    unmapped: int


def page_rows(text_page: Any) -> PageRows:
    """The rows of a page that pypdfium2 has opened."""
    glyphs, unmapped = _glyphs(text_page)
    return PageRows(rows_of_glyphs(glyphs), len(glyphs), unmapped)


def rows_of_glyphs(glyphs: list[Glyph]) -> tuple[Row, ...]:
    """The rows of a page whose characters are known, from top to bottom."""
    return tuple(stretches for row in _rows(glyphs) if (stretches := tuple(_stretches(row))))


def _glyphs(text_page: Any) -> tuple[list[Glyph], int]:
    """The glyphs of a page that run as most of them do, turned so that they run from left to right."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    page = text_page.raw
    turned: dict[int, list[tuple[str, tuple[float, float, float, float, float, float]]]] = {}
    last: tuple[float, ...] = ()
    unmapped = 0
    for index in range(text_page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, index) & 0xFFFFF)
        if char in _BLANKS:
            unmapped += char in _UNMAPPED and not pdfium.FPDFText_IsGenerated(page, index)
            continue
        unmapped += pdfium.FPDFText_HasUnicodeMapError(page, index) == 1
        angle = pdfium.FPDFText_GetCharAngle(page, index)
        quarter = round(angle / (math.pi / 2))
        if abs(angle - quarter * math.pi / 2) > _ASLANT:
            continue
        if not pdfium.FPDFText_GetCharOrigin(page, index, x, y):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(page, index, box):
            continue
        place = (x.value, y.value, box.left, box.right, box.bottom, box.top)
        same = turned.setdefault(quarter % 4, [])
        if place == last:  # one glyph for two characters, as fonts have for `——` and `……`
            same[-1] = (same[-1][0] + char, same[-1][1])
        else:
            same.append((char, place))
        last = place
    direction, found = max(turned.items(), key=lambda item: len(item[1]), default=(0, []))
    return [glyph for chars, place in found for glyph in _turned(chars, direction, place)], unmapped


def _turned(
    chars: str, quarter: int, place: tuple[float, float, float, float, float, float]
) -> Iterator[Glyph]:
    """A glyph as one sees it who turns the page by ``quarter`` quarters; several for one that prints several."""
    x, y, left, right, bottom, top = place
    base, height = y, top - bottom
    if quarter == 1:
        left, right, base, height = -top, -bottom, x, right - left
    elif quarter == 2:
        left, right, base = -right, -left, -y
    elif quarter == 3:
        left, right, base, height = bottom, top, -x, right - left
    step = (right - left) / len(chars)
    for number, char in enumerate(chars):
        yield Glyph(char, left + number * step, left + (number + 1) * step, base, height)


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one baseline, from top to bottom, each row from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.base, g.left)):
        if row and row[0].base - glyph.base > _SAME_ROW * max(_em_of(row[0]), _em_of(glyph)):
            yield sorted(row, key=lambda g: g.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda g: g.left)


def _em_of(glyph: Glyph) -> float:
    """An ideograph is as wide as the type is large; of another character the height tells it nearly."""
    return glyph.right - glyph.left if _IDEOGRAPH.match(glyph.char) else glyph.height * 0.75


def _stretches(row: list[Glyph]) -> Iterator[Stretch]:
    em = _em(row)
    run: list[Glyph] = []
    for glyph in row:
        if run:
            last = run[-1]
            if glyph.char == last.char and glyph.left - last.left < _TWICE * em:
                continue
            if glyph.left - last.right > _STRETCH_GAP * min(_em_of(last), _em_of(glyph)):
                yield _stretch(run)
                run = []
        run.append(glyph)
    if run:
        yield _stretch(run)


def _em(glyphs: list[Glyph]) -> float:
    wide = [g.right - g.left for g in glyphs if _IDEOGRAPH.match(g.char)]
    return max(median(wide) if wide else median(_em_of(g) for g in glyphs), 1.0)


def _stretch(run: list[Glyph]) -> Stretch:
    em = _em(run)
    pieces: list[str] = []
    offsets: list[Glyph] = []
    last: Glyph | None = None
    for glyph in run:
        if last is not None and _is_blank_between(last, glyph, em):
            pieces.append(" ")
            offsets.append(glyph)
        pieces.append(_character(glyph.char))
        offsets.append(glyph)
        last = glyph
    text = "".join(pieces)
    head = _HEAD.match(text)
    reach = offsets[min(head.end(), len(offsets)) - 1] if head else run[0]
    base = median(g.base for g in run)
    return Stretch(text, run[0].left, max(g.right for g in run), base, em, reach.right - run[0].left)


def _is_blank_between(last: Glyph, glyph: Glyph, em: float) -> bool:
    gap = glyph.left - last.right
    if gap < _WORD_GAP * em:
        return False
    return gap >= _SEEN_GAP * em or bool(_LATIN.match(last.char) and _LATIN.match(glyph.char))


def _character(char: str) -> str:
    """Fonts map 人 to the radical ⼈ (U+2F08) as often as not: the ideograph is meant."""
    if _RADICALS.match(char):
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char
