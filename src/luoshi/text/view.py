"""A cleaned view of a text that records, run by run, where each character came from.

The rules about language are written for one spelling of a report: half-width digits, letters and ``%``,
full-width Chinese punctuation, no blanks inside a sentence. Copies differ: ``１０％``, ``1 0 %``, ``增长5%,``,
a literal ``\\r\\n`` for a line end. A view has the one spelling and still leads back to the copy, so that
``source[start:end] == quote`` holds by construction and no quote is ever searched for again.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from luoshi.text.source import without
from luoshi.text.span import Span, spanning

GONE = "\x00"
"""What a repaired copy has in the place of a character that should not be there: the view leaves it out."""

# One character for one character, so that folding moves no offset.
_FOLDED = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED |= dict(zip(",;:!?()", "，；：！？（）", strict=True))
for _full in "，；：！？（）":
    del _FOLDED[_full]
_FOLDED |= dict.fromkeys("\t\r\x0b\x0c\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff", " ")
_FOLDED |= {"﹪": "%", "﹒": ".", "∶": "：", "○": "〇", "\u2028": "\n"}

_ODD = re.compile(f"[{re.escape(''.join(_FOLDED))}]")

# Where the view may leave something out, or has one character for several. One character class first, so that the
# search runs at the speed of memchr; :func:`_left_out` decides.
_CUT = re.compile(
    rf"[ \\\n&{GONE}](?:(?<=\\)(?:r\\)?n|(?<={GONE}){GONE}*|(?<=&)(?:nbsp|ensp|emsp|#160)；|[ \n]*)"
)
_OPEN = frozenset("（“《〈，、")
_CLOSE = frozenset("，、。；：）”》%")


def _left_out(text: str, start: int, end: int) -> str | None:
    """What the view has for the blanks and breaks ``text[start:end]``, or None where it keeps them.

    Blanks go, but for those between two Latin letters (``AI PC``); a literal ``\\r\\n`` is a line break; a break after
    an opening mark or before a closing one was made by the copy (``（\\n三）``, ``第一产业\\n、第二产业``) and goes too.
    """
    first = text[start]
    if first == GONE:
        return ""
    if first == "&":
        return "" if text[end - 1] == "；" else None
    if first == "\\":
        return "\n" if text[end - 1] == "n" else None
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if "\n" in text[start:end]:
        if before in _OPEN or after in _CLOSE:
            return ""
        return None if end - start == 1 else "\n"
    if before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
        return None if end - start == 1 else " "
    return ""


_LINE_OF_A_COPY = (
    2000  # characters; no paragraph is so long, but a copy whose paragraphs were joined is one such line
)
_APART = 60  # characters between two blanks, on average, where they part paragraphs and not words
_BLANKS = re.compile(r"(?<=[^ -~]) +(?=[^ ，、。；：）”》%])|(?<=[!-~]) +(?=[^ -~，、。；：）”》])")
_ENDED = frozenset("。！？：；”》")
_NOWHERE = (sys.maxsize, sys.maxsize)


def _joined(folded: str) -> Iterator[tuple[int, int]]:
    """The lines in which blanks part the paragraphs: `…提出意见。 一、2025年工作回顾 过去一年，…`.

    A page that lost its line ends has blanks in their place: a line much longer than any paragraph, few blanks in it, and most of
    them behind the end of a sentence.
    """
    start = 0
    while len(folded) - start >= _LINE_OF_A_COPY:
        end = folded.find("\n", start)
        end = len(folded) if end < 0 else end
        if end - start >= _LINE_OF_A_COPY and folded.find("\\n", start, end) < 0:
            blanks = [found.start() for found in _BLANKS.finditer(folded, start, end)]
            ended = sum(folded[blank - 1] in _ENDED for blank in blanks)
            if blanks and ended * 2 >= len(blanks) and len(blanks) * _APART <= end - start:
                yield start, end
        start = end + 1


@dataclass(frozen=True, slots=True)
class View:
    """A reading view of ``source``: ``text`` has the one spelling, ``span`` leads back.

    ``starts`` and ``origins`` describe runs: from view offset ``starts[i]`` on, the characters stand in the
    source one beside the other from ``origins[i]`` on.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, position: int) -> int:
        """The source offset of the view's character at ``position`` (the source's length at the end)."""
        if position >= len(self.text):
            return len(self.source)
        run = bisect_right(self.starts, position) - 1
        return self.origins[run] + position - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that the view's ``[start, end)`` was made from."""
        starts = self.starts
        run = bisect_right(starts, start)
        if start < end <= (starts[run] if run < len(starts) else len(self.text)):
            first = self.origins[run - 1] + start - starts[run - 1]
            return spanning((first, first + end - start))  # one run holds it all, as nearly always
        first = self.origin(start)
        return Span(first, first) if end <= start else Span(first, self.origin(end - 1) + 1)

    def spans(self, places: Iterable[tuple[int, int]]) -> Iterator[Span]:
        """The span of each of ``places``, in reading order: the runs are walked once, and none is looked for."""
        starts, origins = self.starts, self.origins
        bounds = (*starts[1:], len(self.text))
        run = 0
        for start, end in places:
            while bounds[run] <= start < bounds[-1]:
                run += 1
            if start < end <= bounds[run]:
                first = origins[run] + start - starts[run]
                yield spanning((first, first + end - start))
            else:
                yield self.span(start, end)

    def position(self, offset: int) -> int:
        """The view position of the first character that comes from ``offset`` of the source or later."""
        run = bisect_right(self.origins, offset) - 1
        if run < 0:
            return 0
        start = self.starts[run]
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        position = start + offset - self.origins[run]
        return position if position < end else end


@lru_cache(maxsize=2)
def reading_view(source: str, furniture: tuple[Span, ...] = ()) -> View:
    """The view in which statements are read. Linear in the length of ``source``.

    The stretches of ``furniture``, in order and apart, are not in it: a sentence that an advertisement tore apart
    stands there whole, and its span in the source holds the advertisement.

    The last views are kept: outline, front matter and statements of one report look at the same one.
    """
    if furniture:
        return _around(source, furniture)
    folded = _folded(source)
    pieces: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    length = last = 0
    joined = _joined(folded)
    line, line_end = next(joined, _NOWHERE)
    for cut in _CUT.finditer(folded):
        start, end = cut.span()
        kept = _left_out(folded, start, end)
        while start >= line_end:
            line, line_end = next(joined, _NOWHERE)
        if line < start and kept == "" and folded[start] == " " and folded[end : end + 1] not in _CLOSE:
            kept = "\n"
        if kept is None:
            continue
        pieces.append(folded[last:start] + kept)
        length += start - last
        if kept:
            _run(starts, origins, length, start)
            length += len(kept)
        _run(starts, origins, length, end)
        last = end
    pieces.append(folded[last:])
    return View(source, "".join(pieces), tuple(starts), tuple(origins))


def _folded(source: str) -> str:
    """``source`` in the one spelling, character by character: one search for the odd characters that a copy has takes a
    small part of the time of looking up every character of a text that is nearly all Chinese."""
    for odd in set(_ODD.findall(source)):
        source = source.replace(odd, _FOLDED[odd])
    return source


def _run(starts: list[int], origins: list[int], start: int, origin: int) -> None:
    """Begin a run, or move the one that has no character yet."""
    if starts[-1] == start:
        origins[-1] = origin
    else:
        starts.append(start)
        origins.append(origin)


def _around(source: str, furniture: tuple[Span, ...]) -> View:
    """The view of what stands between the stretches of ``furniture``, led back to the whole ``source``."""
    view = reading_view(without(source, furniture))
    starts: list[int] = [0]
    origins: list[int] = [0]
    gap = shift = 0  # how many stretches stand before the run, and how long they are together
    ends = (*view.starts[1:], len(view.text))
    for start, end, origin in zip(view.starts, ends, view.origins, strict=True):
        last = origin + end - start  # the run is [origin, last) of the text without furniture
        while gap < len(furniture) and furniture[gap].start - shift < last:
            cut = max(furniture[gap].start - shift, origin)
            if cut > origin:
                _run(starts, origins, start, origin + shift)
                start, origin = start + cut - origin, cut
            shift += furniture[gap].end - furniture[gap].start
            gap += 1
        _run(starts, origins, start, origin + shift)
    return View(source, view.text, tuple(starts), tuple(origins))
