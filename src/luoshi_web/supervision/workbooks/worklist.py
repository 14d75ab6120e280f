"""The rows of a worklist (工作台账) as it stands in a sheet: one row a matter, whatever lines it takes. Pure: a sheet and its layout in, rows out.

Every line of the sheet becomes a row, part of one, a heading of an area, or is told with its cell: nothing is left out without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from openpyxl.utils import get_column_letter

from luoshi_web.supervision.drafting.due import due_of
from luoshi_web.supervision.workbooks.grid import Cell, Sheet
from luoshi_web.supervision.workbooks.headings import Layout

_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十百]+[、)）.．]|^第[一二三四五六七八九十]+[部章节类]")
FOOTER = re.compile(
    r"^(合计|总计|小计|注|备注|说明|填表人|填报人|审核人|制表|联系人|联系电话|填报单位)\s*[:：]?"
)
_PARTED = re.compile(r"[、，,;；/\n]+|\s{2,}|(?<=[局委办室院会社部处心街道镇乡区司行])\s+(?=[\u4e00-\u9fff])")
_LABEL = re.compile(r"(牵头|主办|责任|承办|配合|协办|会办|协同|参与)(?:单位|部门)?\s*[:：]")
_BEHIND = re.compile(r"[（(](牵头|主办|配合|协办|会办|协同|参与)(?:单位|部门)?[)）]$")
_HELPING = frozenset({"配合", "协办", "会办", "协同", "参与"})
_LASTING = re.compile(r"长期|持续|常态|全年|贯穿|日常|常年")
_PLAIN_DAY = re.compile(
    r"^(20\d\d)[.\-/年](1[0-2]|0?[1-9])(?:[.\-/月](?:(3[01]|[12]\d|0?[1-9])日?)?)?(?:底|末)?(?:之?前)?$"
)
_SERIAL = (Decimal(36_526), Decimal(73_050))
"""Days from 30 December 1899 that spreadsheets count: 2000 to 2099."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read. ``code`` names why; ``text`` is what stands there."""

    cell: str
    code: str
    text: str


@dataclass(slots=True)
class Row:
    """One matter. ``first`` and ``last`` are lines of the sheet; ``cells``: heading → text, as it stood; ``at``: meaning → name of the cell."""

    sheet: str
    first: int
    last: int
    title: str = ""
    content: str = ""
    area: str = ""
    leads: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    leader: str = ""
    due: date | None = None
    due_words: str = ""
    progress: str = ""
    measures: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def lines(self) -> str:
        """``5`` or ``5–7``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(slots=True)
class Read:
    """What became of a sheet's lines: ``rows``, and ``beside`` (line, words) what is no matter: headings of areas, sums, remarks below the table."""

    rows: list[Row] = field(default_factory=list)
    beside: list[tuple[int, str]] = field(default_factory=list)


def read_rows(sheet: Sheet, layout: Layout, *, year: int) -> Read:
    """All rows of a sheet under its headings."""
    read = Read()
    area = ""
    for number, cells in enumerate(sheet.rows[layout.head :], layout.head + 1):
        own = [cell for cell in cells if cell.text or cell.fault]
        if not own:
            continue
        if is_again(cells, layout) or FOOTER.match(own[0].text):
            read.beside.append((number, "　".join(cell.text for cell in own)))
        elif (heading := heading_of(sheet, own, layout)) is not None:
            area = heading
            read.beside.append((number, heading))
        elif read.rows and _goes_on(sheet, cells, layout, read.rows[-1]):
            _add(read.rows[-1], cells, layout, number)
        else:
            row = Row(sheet.name, number, number, area=area)
            _add(row, cells, layout, number)
            read.rows.append(row)
    for row in read.rows:
        _finish(row, year, layout)
    return read


def is_again(cells: list[Cell], layout: Layout) -> bool:
    """The headings once more, at the top of a printed page."""
    place = layout.columns.get("title")
    return place is not None and bool(layout.names[place]) and cells[place].text == layout.names[place]


def heading_of(sheet: Sheet, own: list[Cell], layout: Layout) -> str | None:
    """A line of one text alone that names an area: 一、经济发展, or one that reaches over the columns."""
    if len(own) != 1:
        return None
    text = own[0].text
    wide = sum(1 for over in sheet.merged.values() if over == own[0].name) + 1
    if _NUMBERED.match(text) or wide >= max(3, len(layout.columns) - 1):
        return text.replace("\n", "")[:200]
    return None


def _goes_on(sheet: Sheet, cells: list[Cell], layout: Layout, before: Row) -> bool:
    """Whether a line belongs to the row above: its number and work are merged with those above, or both are blank; or it says nothing of its own but more work."""

    def cell(meaning: str) -> Cell | None:
        place = layout.columns.get(meaning)
        return None if place is None else cells[place]

    number, title = cell("no"), cell("title")
    if title is None or (number is not None and number.text):
        return False
    if not title.text:
        return True
    numbered = number is not None and any(name == layout.names[layout.columns["no"]] for name in before.cells)
    if not numbered:
        return False
    reached = number is not None and number.name in sheet.merged
    alone = all(not (each := cell(meaning)) or not each.text for meaning in ("lead", "due", "leader"))
    return reached or alone


def _add(row: Row, cells: list[Cell], layout: Layout, number: int) -> None:
    """The cells of a line, put behind what the row has."""
    row.last = number
    for place, cell in enumerate(cells):
        name = (layout.names[place] if place < len(layout.names) else "") or cell.name.rstrip("0123456789")
        if cell.fault:
            row.faults.append(Fault(cell.name, "worklist_cell_in_error", cell.fault))
        if cell.formula and cell.text:
            row.faults.append(Fault(cell.name, "worklist_formula", cell.text))
        if cell.text:
            row.cells[name] = f"{row.cells[name]}\n{cell.text}" if name in row.cells else cell.text
    for meaning, place in layout.columns.items():
        cell = cells[place]
        if not cell.text:
            continue
        row.at.setdefault(meaning, cell.name)
        if meaning in ("lead", "helpers"):
            _units(row, meaning, cell.text)
        elif meaning == "due":
            row.due_words = row.due_words or cell.text
            if isinstance(cell.value, date):
                row.due = row.due or cell.value
        elif meaning == "title" and row.title:
            row.content = f"{row.content}\n{cell.text}".strip()
        elif meaning == "area" or meaning == "leader":
            setattr(row, meaning, cell.text.replace("\n", ""))
        elif meaning != "no":
            before = getattr(row, meaning)
            setattr(row, meaning, f"{before}\n{cell.text}".strip())


def _units(row: Row, meaning: str, text: str) -> None:
    """Names of units. Of several in the lead's cell the first leads (杭州 2020) and the others help; 牵头：… 配合：… in one cell says which."""
    for kind, name in units_in(text, meaning):
        if name not in row.leads + row.helpers:
            (row.leads if kind == "lead" else row.helpers).append(name)


def units_in(text: str, meaning: str) -> Iterator[tuple[str, str]]:
    """Each unit that a cell names, as ``lead`` or ``helpers``: what the column means, but where a word before it or behind it says otherwise.

    >>> list(units_in("市发改委（牵头）、市财政局（配合）", "lead"))
    [('lead', '市发改委'), ('helpers', '市财政局')]
    """
    parts = _LABEL.split(text)
    said = [(meaning, parts[0])] + [
        ("helpers" if label in _HELPING else "lead", names)
        for label, names in zip(parts[1::2], parts[2::2], strict=True)
    ]
    for kind, names in said:
        for name in (each.strip(" 。.等") for each in _PARTED.split(names)):
            own = _BEHIND.search(name)
            name = _BEHIND.sub("", name)
            if name:
                yield (("helpers" if own[1] in _HELPING else "lead") if own else kind), name


def _finish(row: Row, year: int, layout: Layout) -> None:
    """What can be said of a row once it is whole."""
    row.title = row.title.replace("\n", "")
    row.helpers = row.leads[1:] + row.helpers
    row.leads = row.leads[:1]
    if not row.title and row.content:
        row.title, row.content = row.content.split("\n")[0], row.content
    if not row.title:
        row.faults.append(
            Fault(f"{get_column_letter(layout.columns['title'] + 1)}{row.first}", "worklist_no_work", "")
        )
    if len(row.title) > 300:
        row.content = f"{row.title}\n{row.content}".strip()
        row.title = row.title[:299] + "…"
    if row.due is None and row.due_words:
        row.due, code = read_due(row.due_words, year)
        if code:
            row.faults.append(Fault(row.at["due"], code, row.due_words))


def read_due(text: str, year: int) -> tuple[date | None, str]:
    """A time limit as offices write it: 2026.9, 6月底前, 9月30日, 三季度末, 长期, a spreadsheet's serial number. With a code where something is to be told.

    >>> read_due("2026.9", 2026)
    (datetime.date(2026, 9, 30), '')
    """
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{5}(\.0+)?", plain) and _SERIAL[0] <= Decimal(plain) <= _SERIAL[1]:
        return date(1899, 12, 30) + timedelta(days=int(Decimal(plain))), ""
    if found := _PLAIN_DAY.match(plain):
        return _plain_day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if re.fullmatch(r"(20\d\d)年?(底|末)?前?", plain):
        return date(int(plain[:4]), 12, 31), ""
    if found := re.fullmatch(r"(1[0-2]|[1-9])月(底|末|份|底前|前|份前)?", plain):
        return due_of(plain if found[2] in {"前", "份前"} else f"{found[1]}月底", year), ""
    if days := list(_named(plain, year)):
        return days[-1], ""
    if _LASTING.search(plain):
        return date(year, 12, 31), "worklist_lasting"
    return None, "worklist_due"


def _plain_day(year: int, month: int, day: int | None) -> tuple[date | None, str]:
    try:
        if day is not None:
            return date(year, month, day), ""
    except ValueError:
        return None, "worklist_due"
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)), ""


def _named(plain: str, year: int) -> Iterator[date]:
    """A day that the words name: one that they do not name is the last day of two years alike, counted from each."""
    here, there = due_of(plain, year), due_of(plain, year + 1)
    if (
        (here.month, here.day) != (12, 31)
        or re.search(r"年底|年末|年内|年前|12月|四季度|下半年|20\d\d年", plain)
        or here == there
    ):
        yield here
