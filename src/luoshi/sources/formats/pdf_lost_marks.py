"""Marks that LibreOffice does not print: those that would hang behind the end of a justified line.

LibreOffice 25.2 leaves one of a hundred such marks out of the file: `更新地下管网52公里` / `新增公共充电桩800个`, and worse
`医师数达到3` / `6人`. Only a paper of that program whose other marks hang is looked at, and in it only lines that are full and end without
a mark. What the words settle beyond doubt has U+FFFD in the place of the mark, so that it is read and told as any lost character is; what
they do not settle is told only. LibreOffice 26.8 loses fewer of them, and breaks lines between the digits of a number too (`限上商贸企业2` /
`7家`): there a lost point cannot be told from a broken number, and only how many numbers are broken is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.sources.formats.pdf_columns import Line
from luoshi.text import Notice, Span
from luoshi.vocabulary.behind_values import begins_a_clause, ends_with_value, may_begin_a_clause

LOST = "\ufffd"
# In ems: a hanging mark is nearly one wide, and a full line ends at its edge but for what justifying leaves.
_HANGS = (-1.15, -0.35)
_FULL = 0.45
_MARK = re.compile(r"[，。；：、！？,.;:!?]$")
_NUMBER_ENDS = re.compile(r"[0-9]$")  # lines do break between full-width digits
# Of 13,154 marks in a number before one or two digits and a unit all but 4 are its point; before three it may part thousands.
_DECIMALS = re.compile(r"[0-9]{1,2}[%％‰亿万元个亩吨公平千米倍人]")
_VERSION = re.compile(r"LibreOffice ([0-9]+)\.([0-9]+)")
_KEEPS_NUMBERS_WHOLE = (25, 2)  # the last version that was seen not to break lines between digits
_NUMBER_GOES_ON = re.compile(r"[0-9]")
_HAS_POINT = re.compile(r"[.．][0-9]+$")  # `3.1` / `5%`
_SHOWN = 6  # characters on both sides of a suspected place
_SUSPECTED = "a mark may be missing here, at the end of a printed line"


def hangs_marks(lines: list[Line], producer: str) -> bool:
    """Whether a program that loses hanging marks printed ``lines`` and let marks hang."""
    return "LibreOffice" in producer and any(
        _MARK.search(line.text) and _HANGS[0] <= (line.column_right - line.right) / line.em <= _HANGS[1]
        for line in lines
    )


def breaks_numbers(producer: str) -> bool:
    """Whether the version that ``producer`` names may break a line between two digits; one that names none may."""
    version = _VERSION.search(producer)
    return version is None or (int(version[1]), int(version[2])) > _KEEPS_NUMBERS_WHOLE


@dataclass(slots=True)
class LostMarks:
    """Judges the ends of lines within paragraphs one after another. ``healed`` counts what it put in; ``suspected`` are the offsets
    in the text of the ends of lines where a mark may be missing; ``broken`` counts the numbers that ``breaks_numbers`` leaves open."""

    breaks_numbers: bool
    healed: int = 0
    broken: int = 0
    suspected: list[int] = field(default_factory=list)

    def between(self, last: Line, line: Line, offset: int) -> str:
        """What stands between two lines of a paragraph, at ``offset`` of the text: :data:`LOST` where a mark stood beyond doubt."""
        before, after = last.text, line.text
        if abs(last.column_right - last.right) > _FULL * last.em or _MARK.search(before):
            return ""
        if _NUMBER_ENDS.search(before) and _NUMBER_GOES_ON.match(after):
            if self.breaks_numbers:
                self.broken += 1
                return ""
            certain = _DECIMALS.match(after) is not None and _HAS_POINT.search(before) is None
        elif ends_with_value(before, len(before)) and may_begin_a_clause(after, 0):
            certain = begins_a_clause(after, 0)
        else:
            return ""
        if not certain:
            self.suspected.append(offset)
            return ""
        self.healed += 1
        return LOST


def told(marks: LostMarks, text: str) -> Iterator[Notice]:
    """The notices of a paper whose marks were judged: one on the whole, and one for each place that is only suspected."""
    head = text.split("\n", 1)[0]
    found = f"{marks.healed} put back where the words leave no doubt, {len(marks.suspected)} more suspected"
    why = f"LibreOffice drops marks that would hang at the ends of lines: {found}"
    if marks.broken:
        why += f"; {marks.broken} numbers go on behind the end of a line and may have lost their point"
    yield Notice("lost_mark", Span(0, len(head)), head, why)
    for offset in marks.suspected:
        span = Span(max(0, offset - _SHOWN), min(len(text), offset + _SHOWN))
        yield Notice("lost_mark", span, text[span.start : span.end], _SUSPECTED)
