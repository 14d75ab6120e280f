"""The files of a paper: the same bytes anywhere, A4 in official layout, nothing in a cell that acts."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pypdfium2
import pytest
from docx.shared import Mm

from luoshi_web.supervision.papers import split
from luoshi_web.supervision.papers.columns import columns, widened
from luoshi_web.supervision.papers.content import (
    Content,
    Section,
    Table,
    Words,
    from_json,
    in_words,
    spans,
    to_json,
)
from luoshi_web.supervision.papers.deflate import deflate
from luoshi_web.supervision.papers.files import FORMATS, file_of, sha256_of
from luoshi_web.supervision.papers.values import title_lines

_CODES = ("no", "area", "text", "target", "lead", "due", "remark")


def paper(**changes):
    table = Table(
        "督查事项",
        columns(*_CODES),
        (
            ("1", "经济发展", "规上工业增加值增长", "6%左右", "区工业和信息化局", "2026年12月31日", ""),
            ("2", "民生保障", "=HYPERLINK(\"http://x.test\")", "5处", "区住房和城乡建设局", "2026年9月30日", "<b>&\x07\x0b"),
        ),
    )  # fmt: skip
    values = {
        "kind": "notice",
        "title": "督查通知单",
        "number": "云政督〔2026〕12号",
        "on": date(2026, 3, 10),
        "issuer": "云溪区人民政府督查室",
        "headed": True,
        "secrecy": 0,
        "draft": False,
        "sections": (
            Section(
                False,
                (Words("to", "区住房和城乡建设局："), Words("body", "请办理。"), Words("sign", "督查室")),
            ),
            Section(True, (Words("caption", "督查事项表"), table)),
        ),
    }
    return Content(**values | changes)


def opened(content=None):
    return docx.Document(io.BytesIO(file_of(content or paper(), "docx")))


def test_content_is_the_same_after_it_was_kept():
    assert from_json(to_json(paper())) == paper()
    with pytest.raises(ValueError, match="edition 0"):
        from_json(to_json(paper()) | {"edition": 0})


_OTHER_PROCESS = """
import sys, json, time
time.tzset()
from luoshi_web.supervision.papers.content import from_json
from luoshi_web.supervision.papers.files import sha256_of
content = from_json(json.loads(sys.stdin.read()))
print(sha256_of(content, "docx"), sha256_of(content, "xlsx"))
"""


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Pacific/Kiritimati", "C"), ("4242", "America/Adak", "C.UTF-8")]
)
def test_the_bytes_are_the_same_in_another_process_seed_and_zone(seed, zone, locale):
    import json

    surroundings = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    said = subprocess.run(
        [sys.executable, "-c", _OTHER_PROCESS],
        input=json.dumps(to_json(paper())), env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.split() == [sha256_of(paper(), "docx"), sha256_of(paper(), "xlsx")]


def test_the_bytes_are_the_same_on_another_day(monkeypatch):
    before = {ending: sha256_of(paper(), ending) for ending in FORMATS}
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: __import__("time").gmtime(4_000_000_000))
    assert {ending: sha256_of(paper(), ending) for ending in FORMATS} == before


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_other_content_gives_other_bytes(ending):
    assert sha256_of(paper(), ending) != sha256_of(paper(number="云政督〔2026〕13号"), ending)
    assert sha256_of(paper(), ending) != sha256_of(paper(on=date(2026, 3, 11)), ending)


def test_the_bytes_of_a_docx_are_pinned():
    """It is written part by part: only a change of the layout itself may alter this. Change it knowingly."""
    kept = hashlib.sha256(file_of(paper(), "docx")).hexdigest()
    assert kept == "d2813ca7f23c0ec6086182c8d5492b05cbda27325cb8a21abc6575737d5b4975"
    before = hashlib.sha256(file_of(paper(edition=2), "docx")).hexdigest()
    assert before == "8b652c83f7458a7dae7c255573896d33304f9c57d26769caf32e173543c4af22"


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_entries_of_the_archive_have_no_day_of_their_own(ending):
    with zipfile.ZipFile(io.BytesIO(file_of(paper(), ending))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_pages_are_a4_with_the_margins_of_the_standard():
    upright, wide = opened().sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)
    margins = [upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert abs(upright.page_width - upright.left_margin - upright.right_margin - Mm(156)) < Mm(0.2)
    assert abs(wide.page_width - wide.left_margin - wide.right_margin - Mm(225)) < Mm(0.2)


def _east_asian(run):
    return run._r.rPr.rFonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia")


def test_fonts_sizes_and_lines_are_those_of_the_standard():
    by_words = {p.text: p for p in opened().paragraphs}
    title, body = by_words["督查通知单"], by_words["请办理。"]
    assert (_east_asian(title.runs[0]), title.runs[0].font.size.pt) == ("方正小标宋简体", 22)
    assert (_east_asian(body.runs[0]), body.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    assert (body.paragraph_format.line_spacing.pt, body.paragraph_format.first_line_indent.pt) == (28, 32)
    heading = paper(sections=(Section(False, (Words("heading", "一、总体情况"), Words("body", "好。"))),))
    found = next(p for p in opened(heading).paragraphs if p.text == "一、总体情况")
    assert _east_asian(found.runs[0]) == "黑体"
    assert found.paragraph_format.keep_with_next, "a heading never stands alone at the foot of a page"


def test_every_font_names_what_stands_in_for_it():
    with zipfile.ZipFile(io.BytesIO(file_of(paper(), "docx"))) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
        used = set(re.findall(r'w:(?:eastAsia|ascii)="([^"]+)"', archive.read("word/document.xml").decode()))
    for name in used:
        assert re.search(f'w:name="{name}"><w:altName w:val="[^"]+"', fonts), name


def test_the_head_of_a_table_is_repeated_and_no_row_is_torn():
    rows = opened().tables[0].rows
    assert "w:tblHeader" in rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in rows)
    assert [cell.text for cell in rows[0].cells] == [column.name for column in columns(*_CODES)]
    assert rows[0].cells[0].text == "序号"
    assert rows[0].cells[-1].text == "备注"


def test_pages_are_numbered_at_the_outer_edge():
    document = opened()
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert odd.paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert even.paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.LEFT
    for footer in (odd, even):
        assert re.fullmatch("— 1 —", footer.paragraphs[0].text)
        assert "PAGE" in footer.paragraphs[0]._p.xml


def test_the_properties_are_the_papers_own():
    properties = opened().core_properties
    assert (properties.title, properties.author) == ("督查通知单", "云溪区人民政府督查室")
    assert properties.created.date() == properties.modified.date() == date(2026, 3, 10)


def test_a_draft_says_so_and_a_secret_paper_bears_its_mark():
    words = [p.text for p in opened(paper(draft=True, number="", secrecy=2)).paragraphs]
    assert "督查通知单（送审稿）" in words
    assert words[0] == "秘密"
    assert "秘密" not in [p.text for p in opened().paragraphs]


def test_a_workbook_holds_texts_and_numbers_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(file_of(paper(), "xlsx")))
    assert book.sheetnames == ["正文", "督查事项"]
    sheet = book["督查事项"]
    assert [cell.value for cell in sheet[3]] == [column.name for column in columns(*_CODES)]
    assert sheet["A4"].value == 1
    assert (sheet["C5"].value, sheet["C5"].data_type) == ('=HYPERLINK("http://x.test")', "s")
    assert sheet["C5"].hyperlink is None
    cells = [cell for each in book for row in each.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_workbook_is_ready_to_print():
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(paper(), "xlsx")))["督查事项"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "B4"


def test_sheets_of_one_name_and_of_odd_names_are_told_apart():
    table = Table("经济/部门[一]" * 4, columns("no", "text"), (("1", "一"),))
    content = paper(headed=False, sections=(Section(True, (table, table)),))
    names = openpyxl.load_workbook(io.BytesIO(file_of(content, "xlsx"))).sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_a_table_without_rows_can_still_be_made():
    content = paper(sections=(Section(True, (Table("空", columns(*_CODES), ()),)),))
    assert len(opened(content).tables[0].rows) == 1
    openpyxl.load_workbook(io.BytesIO(file_of(content, "xlsx")))


def test_a_table_of_two_thousand_rows_is_made_in_a_moment():
    import time

    given = paper().sections[1].blocks[1]
    big = replace(given, rows=given.rows * 1000)
    started = time.process_time()
    made = file_of(paper(sections=(Section(True, (big,)),)), "docx")
    assert time.process_time() - started < 5
    assert len(docx.Document(io.BytesIO(made)).tables[0]._tbl.tr_lst) == 2001


@pytest.mark.parametrize(
    ("title", "fit", "shown"),
    [
        ("督查通知单", 20, "督查通知单"),
        (
            "关于2026年上半年《政府工作报告》目标任务落实情况的通报",
            20,
            "关于2026年上半年《政府工作报告》\n目标任务落实情况的通报",
        ),
        ("一二三四五六七八九十" * 5, 20, "一二三四五六七八九十" * 5),
    ],
)
def test_a_long_title_is_broken_where_words_end(title, fit, shown):
    assert title_lines(title, fit) == shown


def test_days_are_written_without_noughts():
    assert in_words(date(2026, 3, 1)) == "2026年3月1日"


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)
def test_an_office_program_prints_the_pages_as_they_are_meant(tmp_path):
    pdf = printed(paper(), tmp_path)
    sizes = [[round(side / 72 * 25.4) for side in page.get_size()] for page in pdf]
    assert sizes == [[210, 297], [297, 210]], "no page too many: what ends a section is as low as can be"
    words = [page.get_textpage().get_text_range() for page in pdf]
    assert "— 1 —" in words[0]
    assert "— 2 —" in words[1]
    assert "云政督〔2026〕12" in words[0].replace(" ", "")
    assert "序号" in words[1].replace("\r\n", "")


def of_many_rows(count=400):
    """A table as a split of tasks has it: sentences of two rows, areas of forty."""
    rows = tuple(
        (
            str(n), f"{'一二三四五六七八九十'[n // 40]}、提升城市功能品质",
            f"推进第{n // 2}片区老旧小区改造，新建改建农村公路120公里，新增公共停车泊位2000个", "新建改建农村公路120公里", "李某",
            "区住房和城乡建设局", "财政局、自然资源局", "局长", "3、6、9、12月底：\n300、600、900、1200个", "12月底", "",
        )
        for n in range(count)
    )  # fmt: skip
    table = Table(
        "重点任务分解表", widened(columns(*split._TASKS), **split._WIDTHS), rows, split._MERGED, True
    )
    return paper(kind="split", headed=False, sections=(Section(True, (table,)),))


def test_files_are_compressed_to_a_fraction():
    for ending, share in (("docx", 0.08), ("xlsx", 0.35)):
        small, before = (
            len(file_of(of_many_rows(), ending)),
            len(file_of(replace(of_many_rows(), edition=2), ending)),
        )
        assert small < before * share, (ending, small, before)


@pytest.mark.parametrize(
    "data",
    [b"", b"a", b"abc", b"a" * 1000, "新增学位3600个，".encode() * 5000, bytes(range(256)) * 3, b"ab" * 20_000 + b"x" + b"ab" * 20_000],
    ids=["nothing", "a byte", "three", "one byte over and over", "a phrase", "every byte", "far apart"],
)  # fmt: skip
def test_what_is_compressed_is_read_by_zlib(data):
    assert zlib.decompress(deflate(data), -15) == data


def test_cells_that_say_the_same_are_one_for_a_page_at_most():
    (table,) = of_many_rows(30).tables
    reach = spans(table)
    area = {row: rows for (row, place), rows in reach.items() if place == 1 and rows}
    assert area == {0: 6, 6: 6, 12: 6, 18: 6, 24: 6}
    document = docx.Document(io.BytesIO(file_of(of_many_rows(30), "docx")))
    assert document.tables[0].cell(1, 1)._tc is document.tables[0].cell(6, 1)._tc
    assert document.tables[0].cell(6, 1)._tc is not document.tables[0].cell(7, 1)._tc


def test_an_area_parts_the_runs_of_the_columns_behind_it():
    table = Table(
        "表", columns("area", "lead"), (("甲", "一局"), ("甲", "一局"), ("乙", "一局")), ("area", "lead")
    )
    assert spans(table) == {(0, 0): 2, (1, 0): 0, (0, 1): 2, (1, 1): 0}


def printed(content, folder):
    """The pages that LibreOffice makes of it."""
    (folder / "paper.docx").write_bytes(file_of(content, "docx"))
    own = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "paper.docx"],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return pypdfium2.PdfDocument(folder / "paper.pdf")


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here: apt-get install libreoffice-writer"
)
def test_a_dozen_rows_of_a_split_fit_a_page(tmp_path):
    assert len(printed(of_many_rows(240), tmp_path)) <= 240 / 12
