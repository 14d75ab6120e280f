"""Paragraphs and tables of WordprocessingML as text. Lengths are in millimetres here and in twentieths of a point in the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape

from luoshi_web.supervision.papers.content import Imprint, Table, spans

SONG, FANGSONG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
LATIN = "Times New Roman"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML file may hold them
_DAY = re.compile(
    r"^(\d{4}年)(\d{1,2}月\d{1,2}日)$"
)  # a day alone in a narrow cell: the line breaks behind 年


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. ``size`` and ``line`` in points; ``indent`` in characters; ``line`` is exact (固定值).

    ``tight`` puts no space between Chinese and digits, so that a day fits its narrow cell.
    """

    font: str = FANGSONG
    size: float = 16
    line: float = 28
    align: Literal["left", "center", "right", "both"] = "both"
    indent: int = 0
    after: float = 0
    before: float = 0
    bold: bool = False
    color: str = ""
    keep_next: bool = False
    rule: bool = False
    right: int = 0
    tight: bool = False


def run(words: str, look: Look) -> str:
    """Text in one look; a line break for each ``\\n``."""
    lines = _ILLEGAL.sub("", words).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{run_look(look)}{text}</w:r>"


def run_look(look: Look) -> str:
    """The properties of a run."""
    half = round(look.size * 2)
    return (
        f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{look.font}" w:hint="eastAsia"/>'
        + ("<w:b/>" if look.bold else "")
        + (f'<w:color w:val="{look.color}"/>' if look.color else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def paragraph(inner: str, look: Look, *, section: str = "") -> str:
    """A paragraph around runs. ``section`` closes the section that the paragraph ends."""
    chars = f' w:firstLineChars="{look.indent * 100}" w:firstLine="{round(look.indent * look.size * 20)}"'
    right = f' w:rightChars="{look.right * 100}" w:right="{round(look.right * look.size * 20)}"'
    return (
        "<w:p><w:pPr>"
        + ("<w:keepNext/>" if look.keep_next else "")
        + '<w:widowControl w:val="0"/>'
        + (
            '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="C00000"/></w:pBdr>'
            if look.rule
            else ""
        )
        + ('<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' if look.tight else "")
        + f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}" w:line="{round(look.line * 20)}" w:lineRule="exact"/>'
        + (f"<w:ind{right if look.right else ''}{chars if look.indent else ''}/>" if look.indent or look.right else "")
        + f'<w:jc w:val="{look.align}"/>{section}</w:pPr>{inner}</w:p>'
    )  # fmt: skip


def end_paragraph(section: str = "") -> str:
    """As low as a paragraph can be: behind a table, where Word wants one."""
    return paragraph("", Look(size=1, line=1, align="left"), section=section)


HEAD = Look(font=HEI, size=10.5, line=15, align="center", tight=True)
CELL = Look(font=FANGSONG, size=10.5, line=15)
DENSE = (replace(HEAD, size=9, line=11.5), replace(CELL, size=9, line=11.5))
"""小五: three lines a row make a dozen rows on a page on its side."""


def table(given: Table, width: float) -> str:
    """A ruled table of a width in millimetres: its head stands on every page, no row is torn in two."""
    shares = sum(column.width for column in given.columns)
    widths = [twips(width * column.width / shares) for column in given.columns]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    of_head, _ = DENSE if given.dense else (HEAD, CELL)
    reach, air = spans(given), 14 if given.dense else 28
    head = "".join(
        _cell(paragraph(run(column.name, of_head), of_head), each)
        for column, each in zip(given.columns, widths, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{air}" w:type="dxa"/><w:left w:w="30" w:type="dxa"/>'
        f'<w:bottom w:w="{air}" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        + "".join(_row(given, number, widths, reach) for number in range(len(given.rows)))
        + "</w:tbl>"
    )


def _row(given: Table, number: int, widths: list[int], reach: Mapping[tuple[int, int], int]) -> str:
    cells = []
    own = DENSE[1] if given.dense else CELL
    for place, (column, words, width) in enumerate(
        zip(given.columns, given.rows[number], widths, strict=True)
    ):
        rows = reach.get((number, place), 1)
        if rows == 0:
            cells.append(_reached_over(width))
            continue
        look = Look(own.font, own.size, own.line, column.align, tight=True)
        text = _DAY.sub(r"\1\n\2", words) if width < twips(32) else words
        cells.append(_cell(paragraph(run(text, look), look), width, begins=rows > 1))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(inner: str, width: int, *, begins: bool = False) -> str:
    """``begins``: the cells below say the same and are one with it."""
    merge = '<w:vMerge w:val="restart"/>' if begins else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


def _reached_over(width: int) -> str:
    empty = Look(size=1, line=1, align="left")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vMerge/></w:tcPr>{paragraph("", empty)}</w:tc>'
    )


IMPRINT = Look(font=FANGSONG, size=14, line=24, align="left")
_ANCHOR = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
    '<w:tblOverlap w:val="never"/>'
)


def imprint_table(imprint: Imprint, width: float) -> str:
    """版记 at the foot of its page: 四号仿宋, one character free at either side, the first and last line 0.35 mm, those between 0.25 mm (7.4.1)."""
    left, right = twips(width * 0.56), twips(width * 0.44)
    rows = [_whole(imprint.copied, left + right)] if imprint.copied else []
    rows.append(_halves(imprint.office, imprint.printed, left, right))
    if imprint.counted:
        rows.append(_halves("", imprint.counted, left, right))
    edges = "".join(
        f'<w:{side} w:val="{"single" if size else "nil"}"'
        + (f' w:sz="{size}" w:space="0" w:color="000000"/>' if size else "/>")
        for side, size in (
            ("top", 8),
            ("left", 0),
            ("bottom", 8),
            ("right", 0),
            ("insideH", 6),
            ("insideV", 0),
        )
    )
    return (
        f'<w:tbl><w:tblPr>{_ANCHOR}<w:tblW w:w="{left + right}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="280" w:type="dxa"/><w:right w:w="280" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )  # fmt: skip


def _whole(words: str, width: int) -> str:
    """抄送 over both columns; its second line begins under the first receiver (7.4.2)."""
    inner = paragraph(run(words, IMPRINT), IMPRINT).replace(
        '<w:jc w:val="left"/>', '<w:ind w:left="840" w:hanging="840"/><w:jc w:val="left"/>'
    )
    return f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{inner}</w:tc></w:tr>'


def _halves(one: str, other: str, left: int, right: int) -> str:
    at_right = Look(IMPRINT.font, IMPRINT.size, IMPRINT.line, "right")
    cells = _cell(paragraph(run(one, IMPRINT), IMPRINT), left) + _cell(
        paragraph(run(other, at_right), at_right), right
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
