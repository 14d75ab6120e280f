"""OpenDocument texts (ODT) to text: a paragraph to a line, cells of a table parted by tabs.

The parts are read as a stream of XML events within the bounds of :mod:`luoshi.sources.formats.archive`. Numbers that the program makes
itself (automatic lists) are written nowhere in the file but as a rule; the usual ones (1. 一、 （一） a)) are made here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.sources.formats.archive import opened, read_part
from luoshi.sources.formats.docx_numbering import written
from luoshi.sources.formats.xml_events import run_part
from luoshi.sources.refusal import refuse

_TEXT = b"application/vnd.oasis.opendocument.text"
# What stands in a paragraph and is printed elsewhere or not at all.
_ASIDE = frozenset(
    (
        "note",
        "annotation",
        "tracked-changes",
        "forms",
        "ruby-text",
        "desc",
        "bookmark",
        "index-title-template",
    )
)
# A title among the words of a paragraph is a field, the file's title; that of a shape is its name.
_RUNS = frozenset(("p", "h", "span", "a", "meta", "ruby-base"))
_LONGEST_GAP = 1_000
# A format of OpenDocument → one that Word has, by which numbers are written.
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "①, ②, ③, ...": "decimalEnclosedCircle", "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
}  # fmt: skip


def read_odt(data: bytes, name: str | None) -> str:
    """The text of an ODT file. Raises :class:`~luoshi.errors.SourceError` for one that is broken, encrypted, declares XML
    entities, holds no text or unpacks to far more than a report."""
    with opened(data, name) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        if "mimetype" in infos and not read_part(archive, infos["mimetype"], name).startswith(_TEXT):
            raise refuse(
                "unsupported",
                name,
                format="an OpenDocument file that is no text",
                format_zh="非文本的 OpenDocument 文件",
            )
        if b"encryption-data" in read_part(archive, infos["META-INF/manifest.xml"], name):
            raise refuse("encrypted", name, format="ODT")
        lists = _Lists()
        run_part(archive, infos, "styles.xml", lists, name, format="ODT")
        run_part(archive, infos, "content.xml", lists, name, format="ODT")
        body = _Body(lists.levels)
        run_part(archive, infos, "content.xml", body, name, format="ODT")
    text = body.text()
    if not text.strip():
        raise refuse("no_words", name, format="ODT")
    return text


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: ``（`` ``一`` ``）``."""

    format: str | None
    prefix: str
    suffix: str
    start: int


class _Lists:
    """The list styles of a part: name and level → how it is numbered."""

    def __init__(self) -> None:
        self.levels: dict[tuple[str, int], _Level] = {}
        self._style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "list-style":
            self._style = attributes.get("name", "")
        elif tag in ("list-level-style-number", "list-level-style-bullet") and self._style:
            level, start = attributes.get("level", ""), attributes.get("start-value", "1")
            form = _FORMATS.get(attributes.get("num-format", "")) if tag.endswith("number") else None
            if level.isdigit():
                self.levels[self._style, int(level)] = _Level(
                    form, attributes.get("num-prefix", ""), attributes.get("num-suffix", ""),
                    int(start) if start.isdigit() else 1,
                )  # fmt: skip

    def end(self, tag: str) -> None:
        if tag == "list-style":
            self._style = ""

    def characters(self, text: str) -> None: ...


class _Body:
    """The paragraphs of ``content.xml``."""

    def __init__(self, levels: Mapping[tuple[str, int], _Level]) -> None:
        self._levels = levels
        self._lines: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._aside = 0
        self._lists: list[str] = []
        self._counts: list[int | None] = []  # of each open list: the number of its last item
        self._ended: dict[
            str, int
        ] = {}  # a style, or the name of a list: the last number of its outermost level
        self._names: list[str] = []
        self._item: str | None = None  # the number that an item without a paragraph yet says that it has
        self._open: list[str] = []
        self._cells: list[list[str]] = []
        self._cell: list[int] = []

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        within = self._open[-1] if self._open else ""
        self._open.append(tag)
        if self._aside or tag in _ASIDE or (tag == "title" and within not in _RUNS):
            self._aside += 1
        elif tag in ("p", "h"):
            self._paragraphs.append([self._number()])
        elif tag == "list":
            above = self._lists[-1] if self._lists else ""
            self._lists.append(attributes.get("style-name", above))
            self._names.append(attributes.get("id", ""))
            self._counts.append(self._continued(attributes) if len(self._lists) == 1 else None)
            self._item = None
        elif tag == "list-item":
            self._item = attributes.get("start-value", "")
        elif tag == "table-row":
            self._cells.append([])
        elif tag in ("table-cell", "covered-table-cell") and self._cells:
            self._cell.append(len(self._lines))
        elif self._paragraphs:
            self._inside(tag, attributes)

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "s":
            count = attributes.get("c", "1")
            self._paragraphs[-1].append(" " * min(int(count) if count.isdigit() else 1, _LONGEST_GAP))
        elif tag == "tab":
            self._paragraphs[-1].append("\t")
        elif tag == "line-break":
            self._paragraphs[-1].append("\n")

    def end(self, tag: str) -> None:
        self._open.pop()
        if self._aside:
            self._aside -= 1
        elif tag in ("p", "h") and self._paragraphs:
            self._lines.append(
                "".join(self._paragraphs.pop())
            )  # that of a frame before the one it is anchored in
        elif tag == "list" and self._lists:
            style, name, last = self._lists.pop(), self._names.pop(), self._counts.pop()
            self._item = None
            if not self._lists and last is not None:
                self._ended[f"style {style}"] = self._ended[f"id {name}"] = last
        elif tag in ("table-cell", "covered-table-cell") and self._cell:
            begun = self._cell.pop()
            self._cells[-1].append(" ".join(line for line in self._lines[begun:] if line))
            del self._lines[begun:]
        elif tag == "table-row" and self._cells:
            self._lines.append("\t".join(self._cells.pop()).rstrip("\t"))

    def characters(self, text: str) -> None:
        if self._paragraphs and not self._aside:
            self._paragraphs[-1].append(text.replace("\n", " "))

    def _continued(self, attributes: Mapping[str, str]) -> int | None:
        """The number after which a list goes on: that of an earlier one, where it says so."""
        if named := attributes.get("continue-list"):
            return self._ended.get(f"id {named}")
        if attributes.get("continue-numbering") == "true":
            return self._ended.get(f"style {self._lists[-1]}")
        return None

    def _number(self) -> str:
        """The number of a list's item before its first paragraph; an item without one has none."""
        if self._item is None or not self._lists:
            return ""
        start, self._item = self._item, None
        known = self._levels.get((self._lists[-1], len(self._lists)))
        last = self._counts[-1]
        following = last + 1 if last is not None else known.start if known is not None else 1
        self._counts[-1] = count = int(start) if start.isdecimal() else following
        if known is None or known.format is None:
            return ""
        return f"{known.prefix}{written(count, known.format)}{known.suffix}"
