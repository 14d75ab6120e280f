"""PDF: the text is what the TXT is, a paragraph to a line, however the paper was laid out."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import (
    CATALOGUE,
    FONT,
    body,
    page_content,
    page_of,
    pdf_of,
    printed,
    stream_of,
    weasyprint,
    without_blanks,
)

import luoshi
from luoshi.errors import SourceError
from luoshi.sources import load_bytes
from luoshi.sources.formats.pdf_columns import document_lines
from luoshi.sources.formats.pdf_glyphs import Row, Stretch
from luoshi.sources.formats.pdf_paragraphs import paragraphs

TWO_COLUMNS = "body { column-count: 2 } .title, .below { column-span: all }"
LAYOUTS = {
    "one column": "",
    "running head and — 1 —": """@page { @top-center { content: "青川区人民政府文件" }
        @bottom-center { content: "— " counter(page) " —" } }""",
    "第1页 共4页": """@page { @bottom-right { content: "第" counter(page) "页 共" counter(pages) "页" } }""",
    "1/4 and a head with a number": """@page { @bottom-center { content: counter(page) "/" counter(pages) }
        @top-left { content: "第" counter(page) "页  青川区政府" } }""",
    "numbers on the outer edge, large type": """@page { @bottom-left { content: counter(page) } }
        @page:right { @bottom-left { content: none } @bottom-right { content: counter(page) } }
        body { font-size: 16pt; line-height: 28pt }""",
    "two columns": TWO_COLUMNS
    + """body { font-size: 10.5pt; column-gap: 1.2cm } @page { @bottom-center { content: "- " counter(page) " -" } }""",
    "two columns, title in the first": """body { column-count: 2; column-gap: .8cm; font-size: 9pt }
        @page { @top-right { content: "政府工作报告" } @bottom-center { content: counter(page) } }""",
    "three columns": """@page { size: A3 landscape } body { column-count: 3; column-gap: 1cm; font-size: 10pt }
        .title, .below { column-span: all }""",
    "ragged": "p { text-align: left }",
    "paragraphs apart, no indent": "p { text-indent: 0; margin-bottom: .6em }",
    "other margins left and right": "@page:left { margin-left: 4cm; margin-right: 2cm } @page:right { margin-left: 2cm }",
    "spaced characters": "body { letter-spacing: .15em }",
    "Latin digits of another font": """body { font-family: "DejaVu Serif", "Noto Sans CJK SC" }""",
    "watermark aslant": """@page { @top-left { content: "仅供内部参考"; transform: rotate(-30deg) } }""",
    "hanging punctuation": "p { hanging-punctuation: allow-end }",
}


OTHERS = ("qingchuan-2024", "qingchuan-2025", "nanping-2026")
CASES = [
    *((layout, "qingchuan-2026") for layout in LAYOUTS),
    *((layout, OTHERS[number % 3]) for number, layout in enumerate(LAYOUTS)),
]


@pytest.mark.parametrize(("layout", "example"), CASES)
def test_every_layout_reads_as_the_txt(
    layout: str, example: str, examples: Path, assert_same_ledger: Callable[..., None]
) -> None:
    source = (examples / f"{example}.txt").read_text(encoding="utf-8")
    paragraphs = [line.strip() for line in source.splitlines() if line.strip()]
    data = weasyprint().HTML(string=page_of(paragraphs, LAYOUTS[layout])).write_pdf()
    found = load_bytes(data, path="report.pdf")
    assert [without_blanks(line) for line in found.text.splitlines()] == list(map(without_blanks, paragraphs))
    assert (found.media_type, found.encoding) == ("application/pdf", None)
    assert_same_ledger(data, "report.pdf", example)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("columns", [1, 2])
def test_what_libreoffice_prints_reads_as_the_txt(
    columns: int,
    report_docx: Callable[..., bytes],
    tmp_path: Path,
    assert_same_ledger: Callable[..., None],
) -> None:
    (tmp_path / "made.docx").write_bytes(report_docx(columns=columns, header=True))
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "made.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert_same_ledger((tmp_path / "made.pdf").read_bytes(), "report.pdf")


def text_of(*contents: bytes, page: bytes = b"") -> str:
    return load_bytes(printed(*contents, page=page), path="报告.pdf").text


ROWS = (
    "　　今年发展主要预期目标是地区生产总值增长五",
    "个百分点左右。",
    "　　城镇新增就业一万人以上，居民收入与经济增",
    "长同步。",
)
PARAGRAPHS = "今年发展主要预期目标是地区生产总值增长五个百分点左右。\n城镇新增就业一万人以上，居民收入与经济增长同步。\n"


def test_order_is_by_place_not_by_the_file() -> None:
    shown = body(*ROWS)
    pieces = [(x + n * size, y, size, char) for x, y, size, text in shown for n, char in enumerate(text)]
    assert text_of(page_content(reversed(pieces))) == PARAGRAPHS


def test_bold_that_is_printed_twice_is_read_once() -> None:
    shown = body(*ROWS)
    assert (
        text_of(page_content([*shown, *((x + 0.4, y, size, text) for x, y, size, text in shown)]))
        == PARAGRAPHS
    )


def test_a_page_that_lies_on_its_side() -> None:
    turned = b"0 1 -1 0 408 0 cm\n" + page_content(body(*ROWS, top=500))
    assert text_of(turned, page=b"/Rotate 90") == PARAGRAPHS


def test_a_paragraph_runs_over_the_page_and_its_number() -> None:
    first = page_content([*body(ROWS[0]), (280, 40, 12, "－１－")])
    second = page_content([*body(*ROWS[1:]), (280, 40, 12, "－２－")])
    assert text_of(first, second) == PARAGRAPHS


@pytest.mark.parametrize(
    "number", ["- 3 -", "— 3 —", "第3页", "第 3 页 共 14 页", "3/14", "3", "－３－", "Page 3 of 14"]
)
def test_page_numbers_are_left_out(number: str) -> None:
    assert text_of(page_content([*body(*ROWS), (280, 40, 10, number)])) == PARAGRAPHS


@pytest.mark.parametrize("last", ["增长5%左右。", "2026年1月8日", "投资3亿元", "第三产业"])
def test_last_lines_that_are_no_page_numbers_stay(last: str) -> None:
    assert text_of(page_content([*body(*ROWS), (280, 40, 12, last)])).endswith(last + "\n")


def test_the_cells_of_a_table_stand_in_one_line() -> None:
    rows = [
        ("指标", "目标", "完成"),
        ("地区生产总值", "5%", "5.2%"),
        ("城镇新增就业", "1万人", "1.2万人"),
        ("粮食产量", "2万吨", "2万吨"),
    ]
    shown = [
        (60 + 180 * c, 780 - 20 * r, 12, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)
    ]
    assert text_of(page_content(shown)) == "".join("\t".join(row) + "\n" for row in rows)


def test_names_keep_the_blank_that_one_sees() -> None:
    assert text_of(page_content([(200, 700, 12, "区长"), (236, 700, 12, "沈知秋")])) == "区长 沈知秋\n"


def test_radicals_are_the_ideographs_that_they_stand_for() -> None:
    assert text_of(page_content(body("　　\u2f08民\u2f63活"))) == "人民生活\n"


def test_a_dash_of_one_glyph_is_two_characters() -> None:
    maps = stream_of(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange"
        b" <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <20142014> <0002> <4EBA> endbfchar endcmap end end"
    )
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 8 0 R>>"
    )
    kids = b"<</Type/Pages/Kids[6 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R>>"
    content = stream_of(b"BT /F1 12 Tf 60 700 Td <000200010002> Tj ET")
    data = pdf_of([CATALOGUE, kids, font, FONT[1], FONT[2], page, content, maps])
    assert load_bytes(data).text == "人——人\n"


def test_a_cover_page_does_not_run_into_the_text() -> None:
    cover = page_content([(120, 500, 12, "青川区政府工作报告")])
    assert text_of(cover, page_content(body(*ROWS))) == "青川区政府工作报告\n" + PARAGRAPHS


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.pdf")
    assert caught.value.sentence("en").startswith("报告.pdf: ")
    assert caught.value.sentence("zh").startswith("报告.pdf：")
    return caught.value


def test_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.sources.scans.engine.is_installed", lambda: False)
    picture = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    assert refusal(printed(picture, picture)).key == "scan"


def test_a_scan_with_a_running_foot_is_refused() -> None:
    foot = page_content([(200, 30, 9, "某某扫描软件")])
    assert refusal(printed(foot, foot, foot)).key == "scan"


def test_a_pdf_with_a_password_is_refused() -> None:
    encrypt = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    plain = pdf_of([CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>", encrypt])
    locked = plain.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")
    assert refusal(locked).key == "encrypted"


def test_fonts_without_unicode_are_refused() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]>>"
    descendant = FONT[1].replace(b"STSong-Light", b"X").replace(b"/Ordering(GB1)", b"/Ordering(Identity)")
    kids = b"<</Type/Pages/Kids[6 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R>>"
    numbers = "".join(chr(0x5F00 + 7 * n) for n in range(60))  # of glyphs, which Unicode knows nothing of
    content = stream_of(page_content(body(numbers[:30], numbers[30:])))
    data = pdf_of([CATALOGUE, kids, font, descendant, FONT[2].replace(b"STSong-Light", b"X"), page, content])
    assert refusal(data).key == "unmapped"


def test_bytes_before_the_pdf_do_no_harm() -> None:
    assert load_bytes(b"\r\n\r\n" + printed(page_content(body(*ROWS)))).text == PARAGRAPHS


def test_read_takes_the_path_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(printed(page_content(body(*ROWS))))
    assert luoshi.read(path).source.text == PARAGRAPHS


def test_the_last_rows_of_two_columns_stand_in_the_first_alone() -> None:
    """The last page has one column of text, which is as wide as the first column of the pages before, and no wider than its paper's half."""

    def row(*stretches: tuple[str, float], base: float) -> Row:
        return tuple(Stretch(text, left, left + 10 * len(text), base, 10, 10) for text, left in stretches)

    full = "扎实推进重点项目建设，带动全区有效投资增"
    whole = tuple(row((full, 80), (full, 320), base=700 - 20 * n) for n in range(12))
    last = (row((full, 80), base=700), row(("长百分之六。", 80), base=680))
    lines = document_lines([whole, last], [600, 600])
    assert {(line.column_left, line.column_right) for line in lines[-2:]} == {(80, 280)}
    assert paragraphs(lines[-2:]) == [full + "长百分之六。"]
