"""OFD (GB/T 33190), the layout format of official papers, to text: a ZIP of XML that places characters on pages, as a PDF does.

What was placed goes the way of a PDF's characters: rows, columns, running heads, paragraphs. Fonts, pictures, signatures and
attachments are never looked at; templates (what is printed on every page) are left out.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat

from luoshi.sources.formats.archive import opened
from luoshi.sources.formats.pdf_columns import document_lines
from luoshi.sources.formats.pdf_furniture import without_furniture
from luoshi.sources.formats.pdf_glyphs import Glyph, Row, rows_of_glyphs
from luoshi.sources.formats.pdf_paragraphs import paragraphs
from luoshi.sources.formats.xml_events import run_part
from luoshi.sources.refusal import refuse

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 2_000_000
_POINTS = 72 / 25.4  # of a millimetre
_PAPER = (0.0, 0.0, 210.0, 297.0)
# Millimetres: ten times the longest sheet. What stands farther off, or nowhere (inf, nan), is not placed by its number.
_FARTHEST = 100_000.0
_SIZE = 4.0  # of type whose size is not told
# Text that runs aslant is a watermark.
_ASLANT = 0.1
_NARROW = re.compile(r"[\x00-\u02ff]")
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\S+")
_TIMES = re.compile(r"[0-9]{1,9}")
_Box = tuple[float, float, float, float]


def read_ofd(data: bytes, name: str | None) -> str:
    """The text of an OFD file. Raises :class:`~luoshi.errors.SourceError` for one that is broken, encrypted, only pictures of
    pages, declares XML entities, or unpacks to far more than a report."""
    with opened(data, name) as archive:
        infos = {info.filename.lstrip("/"): info for info in archive.infolist()}
        if any(posixpath.basename(held) == "Encryptions.xml" for held in infos):
            raise refuse("encrypted", name, format="OFD")
        package = _Package()
        run_part(archive, infos, "OFD.xml", package, name, format="OFD", needed=True)
        document = _Document()
        run_part(archive, infos, package.root.lstrip("/"), document, name, format="OFD", needed=True)
        if len(document.pages) > _MOST_PAGES:
            raise refuse("too_many_pages", name, limit=f"{_MOST_PAGES:,}")
        places = [_within(package.root, place) for place in document.pages]
        if len(set(places)) < len(places):  # else a few bytes would be unpacked and read two thousand times
            raise refuse("broken", name, format="OFD")
        pages: list[tuple[Row, ...]] = []
        widths: list[float] = []
        characters = 0
        for place in places:
            page = _Page(document.box)
            run_part(archive, infos, place, page, name, format="OFD", needed=True)
            glyphs = list(islice(page.glyphs(), _MOST_CHARACTERS - characters + 1))
            characters += len(glyphs)
            if characters > _MOST_CHARACTERS:
                raise refuse("too_long", name, limit=f"{_MOST_CHARACTERS:,}")
            pages.append(rows_of_glyphs(glyphs))
            widths.append(page.box[2] * _POINTS)
    if not characters:
        raise refuse("pictures_only", name, format="OFD")
    lines = document_lines(without_furniture(pages), widths)
    return "".join(f"{paragraph}\n" for paragraph in paragraphs(lines))


def _within(root: str, place: str) -> str:
    """A place named in the file ``root``: beside it, or from the top where it begins with a slash."""
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(root), place)
    return posixpath.normpath(joined).lstrip("/")


class _Package:
    """``OFD.xml``: where the first document begins."""

    def __init__(self) -> None:
        self.root = ""
        self._inside = False
        self._parts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._inside = tag == "DocRoot" and not self.root
        self._parts = []

    def end(self, tag: str) -> None:
        if self._inside and tag == "DocRoot":
            self.root = "".join(self._parts).strip().lstrip("/")
        self._inside = False

    def characters(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


class _Document:
    """``Document.xml``: the size of the paper and where the pages lie."""

    def __init__(self) -> None:
        self.box: _Box = _PAPER
        self.pages: list[str] = []
        self._words: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Page" and "BaseLoc" in attributes:
            self.pages.append(attributes["BaseLoc"])
        elif tag == "PhysicalBox":
            self._words = []

    def end(self, tag: str) -> None:
        if tag == "PhysicalBox" and self._words is not None:
            self.box = _box("".join(self._words)) or self.box
            self._words = None

    def characters(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)


@dataclass(slots=True)
class _Object:
    """A text object: where its box stands on the page, the size of its type, and how it is turned or stretched."""

    box: _Box
    size: float
    matrix: tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class _Code:
    """A run of characters of an object: where the first stands, and the steps to the others as they are written."""

    object: _Object
    x: float
    y: float
    steps: str
    words: list[str] = field(default_factory=list)


class _Page:
    """``Content.xml`` of one page."""

    def __init__(self, box: _Box) -> None:
        self.box = box
        self._codes: list[_Code] = []
        self._object: _Object | None = None
        self._code: _Code | None = None
        self._words: list[str] | None = None
        self._last = (0.0, 0.0)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "TextObject":
            numbers = _numbers(attributes.get("CTM", ""))
            a, b, c, d, e, f = numbers if len(numbers) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            box = _box(attributes.get("Boundary", "")) or (0.0, 0.0, 0.0, 0.0)
            size = next((size for size in _numbers(attributes.get("Size", "")) if size > 0), _SIZE)
            shown = attributes.get("Visible", "true") != "false"
            self._object = (
                _Object(box, size, (a, b, c, d, e, f)) if shown and abs(b) <= _ASLANT * abs(a) else None
            )
            self._last = (0.0, 0.0)
        elif tag == "TextCode" and self._object is not None:
            x = next(iter(_numbers(attributes.get("X", ""))), self._last[0])
            y = next(iter(_numbers(attributes.get("Y", ""))), self._last[1])
            self._last = (x, y)
            self._code = _Code(self._object, x, y, attributes.get("DeltaX", ""))
        elif tag == "PhysicalBox":
            self._words = []

    def end(self, tag: str) -> None:
        if tag == "TextCode" and self._code is not None:
            self._codes.append(self._code)
            self._code = None
        elif tag == "TextObject":
            self._object = None
        elif tag == "PhysicalBox" and self._words is not None:
            self.box = _box("".join(self._words)) or self.box
            self._words = None

    def characters(self, text: str) -> None:
        if self._code is not None:
            self._code.words.append(text)
        elif self._words is not None:
            self._words.append(text)

    def glyphs(self) -> Iterator[Glyph]:
        """The characters where they stand, in points from the lower left corner of the paper."""
        for code in self._codes:
            left, top, _, _ = code.object.box
            a, b, c, d, e, f = code.object.matrix
            size = code.object.size
            x = code.x
            steps = _steps(code.steps)
            for char in "".join(code.words):
                own = size / 2 if _NARROW.match(char) else size
                step = next(steps, own)
                if not _BLANK.match(char):
                    across, down = a * x + c * code.y + e, b * x + d * code.y + f
                    begin = (left + across) * _POINTS
                    wide = abs(a) * (own if step <= 0 else min(own, step) if _NARROW.match(char) else own)
                    base = (self.box[3] - top - down) * _POINTS
                    yield Glyph(char, begin, begin + wide * _POINTS, base, abs(d) * size * _POINTS)
                x += step


def _numbers(text: str) -> list[float]:
    """The numbers of an attribute; none where one of them is no number or lies off every paper."""
    found = []
    for word in text.split():
        value = _number(word)
        if value is None:
            return []
        found.append(value)
    return found


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if abs(value) <= _FARTHEST else None


def _box(text: str) -> _Box | None:
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def _steps(text: str) -> Iterator[float]:
    """``g 3 5.6 2.8`` → 5.6 5.6 5.6 2.8, one at a time: a few bytes may stand for millions."""
    words = (word[0] for word in _WORD.finditer(text))
    for word in words:
        grouped = word == "g"
        times = next(words, "0") if grouped else "1"
        value = _number(next(words, "0") if grouped else word)
        if value is None or not _TIMES.fullmatch(times):
            return
        yield from repeat(value, int(times))
