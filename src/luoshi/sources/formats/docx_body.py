"""The running text of a Word file, told event by event.

Left out are deleted and hidden words, the codes of fields, readings above characters, and tables of contents. A soft
line break ends a line. The cells of a table's row stand in one line, a tab between them, as those of a web page do;
a table that holds the report itself (a frame around it) gives its paragraphs.
"""

from dataclasses import dataclass, field

from luoshi.sources.formats.docx_numbering import Numbering
from luoshi.sources.formats.docx_styles import Styles

_LEFT_OUT = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "sectPr"))
_OFF = frozenset(("0", "false", "off"))
_EDGE = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
# A cell with more than this is running text, not a value.
_PARAGRAPHS_IN_CELL = 4
_CELL_LENGTH = 400


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str | None = None
    list_id: str | None = None
    level: int | None = None


class Body:
    """Gathers the lines of ``word/document.xml``."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._lines: list[str] = []
        self._open: list[_Paragraph] = []
        self._rows: list[list[list[str]]] = []  # for each open row its cells, each a list of lines
        self._left_out = 0
        self._in_text = 0
        self._in_properties = 0
        self._hidden: list[bool] = []  # for each open run

    def text(self) -> str:
        """All lines, each ended by a line feed."""
        return "".join(f"{line}\n" for line in self._lines)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LEFT_OUT:
            self._left_out += 1
        if self._left_out:
            return
        if tag == "p":
            self._open.append(_Paragraph(style=self._styles.default))
        elif tag == "r":
            self._hidden.append(False)
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc" and self._rows:
            self._rows[-1].append([])
        elif tag == "t":
            self._in_text += 1
        elif tag in ("pPr", "rPr"):
            self._in_properties += 1
        elif self._in_properties:
            self._property(tag, attributes)
        elif self._open:
            self._mark(tag, attributes)

    def _property(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "vanish" and self._hidden:
            self._hidden[-1] = value not in _OFF
        elif self._open and tag == "pStyle":
            self._open[-1].style = value
        elif self._open and tag == "numId":
            self._open[-1].list_id = value
        elif self._open and tag == "ilvl":
            self._open[-1].level = int(value) if value.isascii() and value.isdigit() and len(value) < 3 else 0

    def _mark(self, tag: str, attributes: dict[str, str]) -> None:
        """What stands for a character."""
        if tag in ("br", "cr"):
            self.add("\n")
        elif tag == "tab":
            self.add("\t")
        elif tag == "noBreakHyphen":
            self.add("-")

    def end(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out -= 1
            return
        if self._left_out:
            return
        if tag == "p" and self._open:
            self._end_paragraph(self._open.pop())
        elif tag == "r" and self._hidden:
            self._hidden.pop()
        elif tag == "t":
            self._in_text -= 1
        elif tag in ("pPr", "rPr"):
            self._in_properties -= 1
        elif tag == "tr" and self._rows:
            self._end_row(self._rows.pop())

    def characters(self, text: str) -> None:
        if self._in_text and not self._left_out:
            self.add(text)

    def add(self, text: str) -> None:
        """Adds to the open paragraph what is printed there."""
        if self._open and not (self._hidden and self._hidden[-1]):
            self._open[-1].pieces.append(text)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        if self._styles.is_contents(paragraph.style):
            return
        text = "".join(paragraph.pieces).strip(_EDGE + "\n")
        label = self._label(paragraph)  # an empty paragraph of a list counts too
        if not text:
            return
        lines = [line for part in text.split("\n") if (line := part.strip(_EDGE))]
        lines[0] = label + (" " if label and label[-1].isascii() and label[-1].isalnum() else "") + lines[0]
        self._emit(lines)

    def _label(self, paragraph: _Paragraph) -> str:
        list_id, level = self._styles.list_of(paragraph.style)
        by_style = paragraph.list_id is None
        if not by_style:
            list_id, level = paragraph.list_id, paragraph.level if paragraph.level is not None else level
        if list_id is None:
            return ""
        return self._numbering.label(list_id, level, paragraph.style if by_style else None)

    def _emit(self, lines: list[str]) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].extend(lines)
        else:
            self._lines.extend(lines)

    def _end_row(self, cells: list[list[str]]) -> None:
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        if len(filled) == 1 or any(
            len(cell) > _PARAGRAPHS_IN_CELL or sum(map(len, cell)) > _CELL_LENGTH for cell in filled
        ):
            self._emit([line for cell in filled for line in cell])
        else:
            self._emit(["\t".join("".join(cell) for cell in cells).strip(_EDGE)])
