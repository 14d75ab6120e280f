"""Doubtful figures on their way through paragraphs: signs in the text that stand for them until it is whole, then `□` and notices."""

import re
from collections.abc import Iterator, Sequence

from luoshi.sources.scans.figures import Doubt
from luoshi.text import Notice, Span

# No text layer has characters of this plane (they are cut to twenty bits), so a sign is never taken for print.
_FIRST = 0x100000
MOST = 0xFFFE
_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + MOST)}]")
# `92.` / `4%`: a figure that goes on behind a line's end is doubtful as a whole
_DOUBTFUL = re.compile(rf"(?:[0-9][0-9.,:∶]*)?{_SIGN.pattern}(?:[0-9.,:∶]*{_SIGN.pattern})*(?:[.,:∶]?[0-9])*")
_UNREAD = "□"
_NOTHING = "nothing"


class Doubts:
    """The doubtful figures of a document in the order in which they were found, and its doubtful lines."""

    def __init__(self) -> None:
        self._figures: list[Doubt] = []
        self._lines: list[str] = []

    def signed(self, text: str, doubts: Sequence[Doubt]) -> tuple[str, list[int]]:
        """``text`` with a sign for every character of a doubtful figure, and which character of ``text`` each of its characters was."""
        pieces: list[str] = []
        places: list[int] = []
        last = 0
        for doubt in doubts:
            sign = chr(_FIRST + min(len(self._figures), MOST))
            self._figures.append(doubt)
            pieces += (text[last : doubt.start], sign * max(1, doubt.end - doubt.start))
            places += range(last, doubt.start)
            places += range(doubt.start, doubt.end) or [max(0, doubt.start - 1)]
            last = doubt.end
        pieces.append(text[last:])
        places += range(last, len(text))
        return "".join(pieces), places

    def doubt_line(self, text: str) -> None:
        """Notes that a line was read with little certainty."""
        self._lines.append(text)

    def settled(self, text: str) -> tuple[str, list[Notice]]:
        """``text`` with `□` for what is doubtful, and a notice for each place."""
        notices = [*self._of_lines(text), *self._of_figures(text)]
        clean = _DOUBTFUL.sub(lambda found: _UNREAD * len(found[0]), text)
        told = [Notice(n.kind, n.span, n.span.of(clean), n.suggestion) for n in notices]
        return clean, sorted(told, key=lambda n: (n.span.start, n.span.end))

    def _of_figures(self, text: str) -> Iterator[Notice]:
        for found in _DOUBTFUL.finditer(text):
            numbers = dict.fromkeys(ord(sign) - _FIRST for sign in _SIGN.findall(found[0]))
            doubts = [self._figures[number] for number in numbers if number < len(self._figures)]
            saw = "; ".join(f"{doubt.first or _NOTHING} | {doubt.second or _NOTHING}" for doubt in doubts)
            yield Notice("doubtful_figure", Span(*found.span()), found[0], f"two readings: {saw}")

    def _of_lines(self, text: str) -> Iterator[Notice]:
        at = 0
        for line in self._lines:
            start = text.find(line, at)
            if start < 0:
                start = text.find(line)  # a column that was read before
            if start >= 0:
                at = start + len(line)
                yield Notice(
                    "doubtful_line", Span(start, at), line, "read with little certainty; look at the page"
                )
