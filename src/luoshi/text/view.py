"""A cleaned view of a text that records, run by run, where each character came from.

The rules about language are written for one spelling of a report: half-width digits, letters and ``%``,
full-width Chinese punctuation, no blanks inside a sentence. Copies differ: ``１０％``, ``1 0 %``, ``增长5%,``,
a literal ``\\r\\n`` for a line end. A view has the one spelling and still leads back to the copy, so that
``source[start:end] == quote`` holds by construction and no quote is ever searched for again.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from luoshi.text.span import Span

# One character for one character, so that folding moves no offset.
_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {ord(half): full for half, full in zip(",;:!?()", "，；：！？（）", strict=True)}
for _full in "，；：！？（）":
    del _FOLDED[ord(_full)]
_FOLDED |= {ord(blank): " " for blank in "\t\r\x0b\x0c\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff"}
_FOLDED |= {ord("﹪"): "%", ord("﹒"): ".", ord("∶"): "：", ord("〇"): "〇", ord("○"): "〇", ord("\u2028"): "\n"}

_CJK = r"\u2e80-\u9fff\uf900-\ufaff"
# Where the view leaves something out, or has one character for several:
#   blanks, but for one between two Latin letters (`AI PC`); a literal `\r\n`;
#   a line break before punctuation that closes or joins (`（\n三）`, `第一产业\n、第二产业`), or after an opening one.
_CUT = re.compile(
    r" +(?=\n)| +$|(?<![A-Za-z]) +| +(?![A-Za-z ])"
    r"|(?:\\r)?\\n"
    r"|(?<=[（“《〈，、]) *\n[ \n]*(?=[" + _CJK + r"0-9A-Za-z“（])"
    r"|\n[ \n]*(?=[，、。；：）”》%])"
)


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
        if end <= start:
            place = self.origin(start)
            return Span(place, place)
        return Span(self.origin(start), self.origin(end - 1) + 1)

    def position(self, offset: int) -> int:
        """The view position of the first character that comes from ``offset`` of the source or later."""
        run = bisect_right(self.origins, offset) - 1
        if run < 0:
            return 0
        start = self.starts[run]
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(start + offset - self.origins[run], end)


def reading_view(source: str) -> View:
    """The view in which statements are read. Linear in the length of ``source``."""
    folded = source.translate(_FOLDED)
    pieces: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    length = last = 0
    for cut in _CUT.finditer(folded):
        start, end = cut.span()
        if start == end:
            continue
        piece = folded[last:start]
        if folded[start] == "\\":
            piece += "\n"
            pieces.append(piece)
            length += len(piece)
        elif piece:
            pieces.append(piece)
            length += len(piece)
        last = end
        if starts[-1] == length:
            origins[-1] = end
        else:
            starts.append(length)
            origins.append(end)
    pieces.append(folded[last:])
    text = "".join(pieces)
    return View(source, text, tuple(starts), tuple(origins))
