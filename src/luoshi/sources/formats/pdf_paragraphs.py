"""Printed lines to paragraphs, as a text file has them: one to a line.

A paragraph ends where its last line leaves room for what comes next, where the next line is indented, where type or
alignment change, and where a wide gap lies between. A line that a long number left short (`…达到` / `1286.4亿元`) is
full all the same: the number would not have fitted.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from luoshi.sources.formats.pdf_columns import Line

# All in ems. An indent of two characters, as printed; of less than one it is the printer's tolerance.
_INDENT = 1.2
_CENTRED = 1.5
_EVENLY = 0.8
# Room that is left behind a full line: punctuation may hang or be squeezed there.
_ROOM_AFTER_SENTENCE = 0.5
_ROOM_WITHIN_SENTENCE = 1.7
# Where paragraphs are indented, a line without indent goes on with a sentence however the line before was broken.
_ROOM_WITHIN_SENTENCE_INDENTED = 6
# Another size of type is another paragraph, and so is a gap of more than so many line distances.
_OTHER_SIZE = 1.12
_GAP = 1.6
_SMALL_GAP = 1.22
# The share of lines that begin with an indent in papers that mark paragraphs so.
_INDENTED_STYLE = 0.04

_SENTENCE_END = re.compile(r"[。！？!?][”’）)》]*$|[：；:;]$")
_LABEL = re.compile(
    r"[一二三四五六七八九十百]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+[章节部]"
    r"|——|各位代表"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LATIN_ENDS = re.compile(r"[A-Za-z,.;:]$")
_LATIN_STARTS = re.compile(r"[A-Za-z]")


class _Usual(NamedTuple):
    """What is usual in one document: the distance of two lines in ems, the size of type, and whether paragraphs
    begin with an indent."""

    pitch: float
    em: float
    indented: bool


Joint = Callable[[Line, Line, int], str]
"""What stands between two lines of a paragraph, the second of which begins at an offset of the text."""


def paragraphs(lines: list[Line], joint: Joint | None = None) -> list[str]:
    """The paragraphs of lines in reading order; ``joint`` is asked what to put between two lines of one."""
    usual = _usual(lines)
    offset = 0  # in the text that has each paragraph on a line of its own
    found: list[list[str]] = []
    last: Line | None = None
    for line in lines:
        # `（2026年1月20日在青川区第六届人民代表大会第五次会议` / `上）`, both centred
        opened = bool(found) and found[-1][0].startswith("（") and "）" not in "".join(found[-1])
        if last is None or not ((opened and _is_centred(line)) or _goes_on(last, line, usual)):
            offset += bool(found)
            found.append([])
        else:
            between = " " if _LATIN_ENDS.search(last.text) and _LATIN_STARTS.match(line.text) else ""
            between = between or (joint(last, line, offset) if joint else "")
            found[-1].append(between)
            offset += len(between)
        found[-1].append(line.text)
        offset += len(line.text)
        last = line
    return ["".join(pieces) for pieces in found]


def _usual(lines: list[Line]) -> _Usual:
    steps = [
        (above.base - below.base) / below.em
        for above, below in pairwise(lines)
        if above.column == below.column and above.base > below.base and not _is_other_size(above, below)
    ]
    indented = sum(_indent(line) >= _INDENT and not _is_centred(line) for line in lines)
    return _Usual(
        median(steps) if steps else 2.0,
        median(line.em for line in lines) if lines else 1.0,
        indented >= max(1, _INDENTED_STYLE * len(lines)),
    )


def _goes_on(last: Line, line: Line, usual: _Usual) -> bool:
    """Whether ``line`` goes on with the paragraph of ``last``."""
    if "\t" in last.text or "\t" in line.text or _is_other_size(last, line):
        return False
    ended = bool(_SENTENCE_END.search(last.text)) or _is_centred(last)
    room = (last.column_right - last.right - line.head) / line.em
    # a title that takes a line and a bit: `２０２６年政府工作` / `报告`, `——2026年1月27日在第六` / `次会议上`
    if not ended and room <= _ROOM_AFTER_SENTENCE and _is_centred(line):
        return line.em > _OTHER_SIZE * usual.em or line.text.endswith("会议上")
    if _indent(line) >= _INDENT:
        return False
    within = _ROOM_WITHIN_SENTENCE_INDENTED if usual.indented else _ROOM_WITHIN_SENTENCE
    if room > (_ROOM_AFTER_SENTENCE if ended else within):
        return False
    if last.column == line.column:
        gap = (last.base - line.base) / line.em / usual.pitch
        if gap > _GAP or (ended and not usual.indented and gap > _SMALL_GAP):
            return False
    return not (ended and not usual.indented and _LABEL.match(line.text))


def _is_other_size(a: Line, b: Line) -> bool:
    """Only ideographs tell the size of type exactly: `17.7%。` may stand in any."""
    if not (_IDEOGRAPH.search(a.text) and _IDEOGRAPH.search(b.text)):
        return False
    return max(a.em, b.em) > _OTHER_SIZE * min(a.em, b.em)


def _indent(line: Line) -> float:
    return (line.left - line.column_left) / line.em


def _is_centred(line: Line) -> bool:
    left, right = _indent(line), (line.column_right - line.right) / line.em
    return min(left, right) >= _CENTRED and abs(left - right) <= _EVENLY
