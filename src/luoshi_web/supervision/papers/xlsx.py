"""A paper as XLSX: a sheet for its words, a sheet for each table. A4 on its side, fitted to the width, the head on every page.

Every cell is a text or a number that this program made: nothing that stands in it is ever taken for a formula or a link.
"""

import io
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from luoshi_web.supervision.papers.archive import archive, entries_of, stored
from luoshi_web.supervision.papers.content import COMPRESSED_FROM, Content, Table, Words, in_words
from luoshi_web.supervision.papers.values import title_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHARACTERS = 118
"""How many narrow characters a fitted A4 sheet on its side is wide in the size of the cells."""
LONGEST = 32_767
"""Characters that a cell can hold."""
FANGSONG, HEI, SONG = "仿宋_GB2312", "黑体", "方正小标宋简体"


def make(content: Content) -> bytes:
    """The file, the same bytes for the same content and edition of XlsxWriter."""
    file = io.BytesIO()
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, safe)  # fmt: skip
    book.set_properties(
        {
            "title": content.shown_title,
            "author": content.issuer,
            "created": datetime(content.on.year, content.on.month, content.on.day),
        }
    )
    looks = _looks(book)
    words = [block for section in content.sections for block in section.blocks if isinstance(block, Words)]
    if content.headed:
        _words_sheet(
            book, looks, content, [block for block in words if block.style not in {"caption", "annex"}]
        )
    taken: set[str] = set()
    for table in content.tables:
        _table_sheet(book, looks, content, table, _sheet_name(table.name, taken))
    book.close()
    pack = archive if content.edition >= COMPRESSED_FROM else stored
    return pack(entries_of(file.getvalue()))


def _looks(book: Any) -> dict[str, Any]:
    cell = {"font_name": FANGSONG, "font_size": 11, "text_wrap": True, "valign": "vcenter", "border": 1}
    return {
        "title": book.add_format(
            {"font_name": SONG, "font_size": 18, "align": "center", "valign": "vcenter", "text_wrap": True}
        ),
        "below": book.add_format({"font_name": FANGSONG, "font_size": 11, "align": "center"}),
        "head": book.add_format(cell | {"font_name": HEI, "align": "center", "bg_color": "#F2F2F2"}),
        "left": book.add_format(cell | {"align": "left"}),
        "center": book.add_format(cell | {"align": "center"}),
        "right": book.add_format(cell | {"align": "right"}),
        "body": book.add_format({"font_name": FANGSONG, "font_size": 14, "text_wrap": True, "valign": "top"}),
        "heading": book.add_format({"font_name": HEI, "font_size": 14, "valign": "vcenter"}),
        "plain": book.add_format({"font_name": FANGSONG, "font_size": 11}),
        "sign": book.add_format({"font_name": FANGSONG, "font_size": 14, "align": "right", "indent": 2}),
    }


def _words_sheet(book: Any, looks: dict[str, Any], content: Content, words: list[Words]) -> None:
    """The letter: one paragraph a row."""
    sheet = book.add_worksheet("正文")
    sheet.set_paper(9)
    sheet.set_margins(left=1.1, right=1.02, top=1.45, bottom=1.37)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 70)
    sheet.set_row(0, 28 * _lines(content.shown_title, 20) + 8)
    sheet.write_string(0, 0, title_lines(content.shown_title, 20), looks["title"])
    sheet.write_string(1, 0, content.number, looks["below"])
    below = [Words("body", content.withdrawn)] if content.withdrawn else []
    if content.mark:
        below.insert(0, Words("sign", content.mark))
    words = [*below, *words, *_imprint_words(content)]
    for row, block in enumerate(words, 2):
        look = {"heading": "heading", "sign": "sign", "date": "sign"}.get(block.style, "body")
        text = block.words if block.style in {"to", "sign", "date"} else f"　　{block.words}"
        sheet.set_row(row, min(409, 22 * _lines(text, 25)))
        sheet.write_string(row, 0, text[:LONGEST], looks[look])


def _imprint_words(content: Content) -> list[Words]:
    """版记 under the letter, a line each."""
    imprint = content.imprint
    if imprint is None:
        return []
    said = (imprint.copied, f"{imprint.office}　{imprint.printed}", imprint.counted)
    return [Words("to", line) for line in said if line]


def _table_sheet(book: Any, looks: dict[str, Any], content: Content, table: Table, name: str) -> None:
    sheet = book.add_worksheet(name)
    shares = sum(column.width for column in table.columns)
    widths = [max(5.0, round(CHARACTERS * column.width / shares, 2)) for column in table.columns]
    last = len(table.columns) - 1
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 1)
    sheet.set_footer('&C&"宋体"&12— &P —')
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    title = content.shown_title if not content.headed else f"{table.name}表"
    sheet.set_row(0, 36)
    sheet.merge_range(0, 0, 0, last, title, looks["title"])
    below = "，".join(said for said in (content.number, in_words(content.on)) if said)
    sheet.merge_range(1, 0, 1, last, f"（{below}）", looks["below"])
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.name, looks["head"])
    sheet.set_row(
        2, 15 * max(_lines(c.name, w / 2.15) for c, w in zip(table.columns, widths, strict=True)) + 6
    )
    for number, cells in enumerate(table.rows, 3):
        tallest = max(_lines(words, width / 2.15) for words, width in zip(cells, widths, strict=True))
        sheet.set_row(number, min(409, 15 * tallest + 6))
        for place, (column, words) in enumerate(zip(table.columns, cells, strict=True)):
            if column.number and _is_number(words):
                sheet.write_number(number, place, float(words), looks[column.align])
            else:
                sheet.write_string(number, place, words[:LONGEST], looks[column.align])
    if not content.headed:
        below_words = [content.withdrawn, *(block.words for block in _imprint_words(content))]
        for number, said in enumerate((line for line in below_words if line), 4 + len(table.rows)):
            sheet.write_string(number, 0, said, looks["plain"])
    if table.rows:
        sheet.autofilter(2, 0, 2 + len(table.rows), last)


def _lines(words: str, characters: float) -> int:
    """How many lines a text takes in a cell of so many Chinese characters."""
    fit = max(1, int(characters))
    total = 0
    for line in words.split("\n"):
        wide = sum(1 if ord(character) > 0x2E7F else 0.55 for character in line)
        total += max(1, -int(-wide // fit))
    return total


def _is_number(words: str) -> bool:
    digits = words.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and len(digits) <= 15


def _sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 characters, none that Excel refuses, none twice."""
    base = "".join("_" if character in "[]:*?/\\" else character for character in name).strip("'")[:27]
    base = base or "表"
    found, number = base, 2
    while found.lower() in taken:
        found, number = f"{base}({number})", number + 1
    taken.add(found.lower())
    return found
