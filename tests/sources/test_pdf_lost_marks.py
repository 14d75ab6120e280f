"""Marks that LibreOffice leaves out of its PDFs at the ends of full lines: put back where nothing else can have stood there, else told."""

import html
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import values
from documents import body, chinese_font, page_content, printed

import luoshi
from luoshi.sources import load_bytes
from luoshi.text import SourceText
from luoshi.vocabulary.behind_values import begins_a_clause, ends_with_value, may_begin_a_clause
from luoshi.vocabulary.tables import Row, read_table

LIBREOFFICE = b"LibreOffice 25.2.3.2 (X86_64) / LibreOffice Community"
ANOTHER = "办好一批群众看得见、摸得着、感受得到的大事小事急"
# The mark of the first line hangs behind its end.
HANGING = ("　　今年要牢牢守住底线，稳住基本盘，守护社会稳定，", ANOTHER, "难事，让群众满意。")
STANDING = ("　　今年要牢牢守住底线，稳住基本盘，守护好稳定，", ANOTHER, "难事，让群众满意。")
FILLING = "推进城市更新行动，改造一批老旧小区和背街小巷"


def full(words: str) -> str:
    """An indented line of 24 characters that ends with ``words``."""
    return "　　" + FILLING[: 22 - len(words)] + words


def paper(*lines: str, producer: bytes = LIBREOFFICE, above: tuple[str, ...] = HANGING) -> SourceText:
    return load_bytes(printed(page_content(body(*above, *lines)), producer=producer), path="报告.pdf")


def told(source: SourceText) -> list[tuple[str, str]]:
    return [(n.quote, n.suggestion or "") for n in source.notices if n.kind == "lost_mark"]


HEALED = [
    ("医师数达到3", "6人，建设医共体两个。", "医师数达到3�6人，", "."),
    ("更新管网52公里", "新增公共充电桩800个。", "52公里�新增公共", "，"),
    ("收入增长5.2%", "其中税收占比七成。", "5.2%�其中税收", "，"),
]


@pytest.mark.parametrize(("end", "start", "joined", "mark"), HEALED)
def test_what_the_words_settle_is_read_with_its_mark(end: str, start: str, joined: str, mark: str) -> None:
    source = paper(full(end), start)
    assert joined in source.text
    [(quote, why)] = told(source)
    assert "1 put back where the words leave no doubt, 0 more suspected" in why
    assert source.text.startswith(quote)
    found = luoshi.read(source)
    lost = [n for n in found.notices if n.kind == "lost_character"]
    assert [(n.quote, n.suggestion) for n in lost] == [("�", mark)]


def test_a_figure_is_read_with_its_point_and_quoted_without() -> None:
    report = luoshi.read(paper(full("医师数达到3"), "6人，建设医共体两个。"))
    [entry] = [e for e in report.entries if "医师" in e.quote]
    assert (entry.low, entry.read_as) == ("3.6", "3.6人")
    assert "3�6人" in entry.quote
    assert entry.notices


SUSPECTED = [
    ("生产总值达到12", "345亿元，居民收入增长。"),  # a point, or the comma between thousands
    ("增长3.1", "5%，居民收入增长。"),  # a number has one point
    ("水质优良比例100%", "完成营造林8000亩。"),  # `100%完成任务` is written too
]


@pytest.mark.parametrize(("end", "start"), SUSPECTED)
def test_what_they_do_not_settle_is_told_and_left(end: str, start: str) -> None:
    source = paper(full(end), start)
    assert end + start in source.text
    (_, whole), (quote, why) = told(source)
    assert "0 put back where the words leave no doubt, 1 more suspected" in whole
    assert quote.endswith(end[-6:] + start[:6])
    assert "may be missing" in why


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("增长5%", "左右，居民收入增长。"),
        ("接待游客450万人", "次，新增民宿两家。"),
        ("粮食总产", "量21万吨，居民收入增长。"),
        ("医师数达到３", "６人，建设医共体两个。"),  # a line may break between full-width digits
        ("更新管网52公里，", "新增公共充电桩800个。"),
    ],
)
def test_what_lines_break_by_themselves_is_left_alone(end: str, start: str) -> None:
    source = paper(full(end), start)
    assert end + start in source.text
    [(_, whole)] = told(source)
    assert "0 put back where the words leave no doubt, 0 more suspected" in whole


@pytest.mark.parametrize("version", [b"LibreOffice 26.8.3.1 (X86_64)", b"LibreOffice"])
def test_where_numbers_break_too_no_point_is_put_in(version: bytes) -> None:
    """`27人` of version 26.8 would be read as 2.7."""
    lines = full("新增乡村医生2"), "7人，建设医共体两个。"
    source = paper(*lines, producer=version)
    assert "医生27人" in source.text
    [(_, whole)] = told(source)
    assert "0 put back where the words leave no doubt, 0 more suspected; 1 numbers" in whole
    assert "医生2�7人" in paper(*lines).text
    assert "52公里�新增" in paper(full("更新管网52公里"), "新增公共充电桩800个。", producer=version).text


def test_only_papers_of_the_program_that_loses_marks_are_looked_at() -> None:
    lines = full("更新管网52公里"), "新增公共充电桩800个。"
    assert told(paper(*lines))
    for other in (paper(*lines, producer=b"WPS"), paper(*lines, above=STANDING)):
        assert "52公里新增公共" in other.text
        assert other.notices == ()


def test_a_line_that_is_not_full_lost_nothing() -> None:
    source = paper(full("办好"), "实事。", "　　更新管网52公里", "新增公共充电桩800个。")
    assert "�" not in source.text
    assert "0 more suspected" in told(source)[0][1]


@pytest.mark.parametrize("row", read_table("behind_values.tsv", 3), ids=lambda row: row.cells[0])
def test_each_word_begins_a_clause_behind_a_value(row: Row) -> None:
    text = "管网52公里" + row.cells[1]
    assert ends_with_value(text, 6)
    assert begins_a_clause(text, 6)
    assert may_begin_a_clause(text, 6)
    read = luoshi.read_text(f"全区更新管网52公里�{row.cells[1]}。")
    assert [n.suggestion for n in read.notices if n.kind == "lost_character"] == ["，"]


PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:page-layout style:name="A"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-left="{margin}cm" fo:margin-right="{margin}cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/></style:page-layout>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:text-indent="24pt" style:punctuation-wrap="hanging" style:line-break="strict"/><style:text-properties
 style:font-name-asian="Noto Sans CJK SC" fo:font-size="12pt" style:font-size-asian="12pt" fo:language="zh" fo:country="CN"
 style:language-asian="zh" style:country-asian="CN" style:font-name="Noto Sans CJK SC"/></style:style>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A"/>
</office:master-styles><office:body><office:text>{text}</office:text></office:body></office:document>"""


@pytest.mark.skipif(
    shutil.which("soffice") is None or not chinese_font(), reason="no LibreOffice or no Chinese font"
)
def test_what_libreoffice_loses_is_found(tmp_path: Path, examples: Path) -> None:
    """18.2 cm: `医师数达到3.` hangs its point, and the file has none of it. Where a later version prints all marks, nothing is lost."""
    source = (examples / "qingchuan-2026.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    text = "".join(f'<text:p text:style-name="P">{html.escape(line)}</text:p>' for line in lines)
    (tmp_path / "made.fodt").write_text(PAGE.format(margin=1.4, text=text), encoding="utf-8")
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "made.fodt",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    report = luoshi.read(tmp_path / "made.pdf")
    told_of = [n for n in report.notices if n.kind == "lost_mark"]
    assert len(told_of) == 1
    assert "0 more suspected" in (told_of[0].suggestion or "")
    expected = luoshi.read(examples / "qingchuan-2026.txt")
    assert [v[:-1] for v in values(report)] == [v[:-1] for v in values(expected)]
    quotes = [
        (was.quote, now.quote)
        for was, now in zip(expected.entries, report.entries, strict=True)
        if was.quote != now.quote
    ]
    assert all(now.replace("�", ".") == was for was, now in quotes)
