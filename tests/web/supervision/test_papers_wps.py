"""What WPS Office is known to need of a file, asked of the XML that is written: WPS itself is run by nobody here."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from luoshi_web.supervision.papers.content import Imprint
from luoshi_web.supervision.papers.files import file_of
from tests.web.supervision.test_papers_files import of_many_rows, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = {
    "pPr": "keepNext keepLines pageBreakBefore widowControl pBdr shd tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc rPr sectPr",
    "rPr": "rFonts b bCs i color spacing w kern sz szCs u",
    "tblPr": "tblpPr tblOverlap tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}  # fmt: skip
"""The order that the schema of ECMA-376 gives to what may stand there: a reader that goes by it drops what comes too late."""
THERE = {"宋体", "仿宋", "楷体", "SimSun", "FangSong", "KaiTi", "SimHei"}
"""Fonts that any Chinese Windows or 麒麟, 统信 with WPS has."""


def papers():
    imprint = Imprint("区人民政府督查室", date(2026, 3, 10), ("区委办公室", "区人大常委会办公室"), 30)
    return {"letter": replace(paper(), imprint=imprint), "wide table": of_many_rows(40)}


def parts(content, ending):
    with zipfile.ZipFile(io.BytesIO(file_of(content, ending))) as packed:
        return {
            name: ElementTree.fromstring(packed.read(name))
            for name in packed.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.fixture(scope="module", params=["letter", "wide table"])
def word(request):
    return parts(papers()[request.param], "docx")


def of(element, name):
    return element.get(f"{W}{name}")


def test_nothing_but_the_plain_vocabulary_of_the_first_edition_is_written(word):
    """No drawing of 2010 and later, no alternate content, no VML, no content control, no equation: WPS reads some of them, and other than Word does."""
    for name, root in word.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            spaces = {tag.tag.split("}")[0] for tag in root.iter()}
            assert spaces == {W.rstrip("}")}, name
            assert {key.split("}")[0] for tag in root.iter() for key in tag.attrib if "}" in key} <= {
                W.rstrip("}"), R.rstrip("}"), "{http://www.w3.org/XML/1998/namespace",
            }, name  # fmt: skip
    body = {tag.tag.removeprefix(W) for tag in word["word/document.xml"].iter()}
    assert not body & {"sdt", "altChunk", "object", "pict", "drawing", "framePr", "fldSimple", "smartTag"}
    compat = list(word["word/settings.xml"].iter(f"{W}compatSetting"))
    assert [(of(one, "name"), of(one, "val")) for one in compat] == [("compatibilityMode", "15")]
    assert len(list(word["word/settings.xml"].find(f"{W}compat"))) == 1


def test_everything_stands_in_the_order_of_the_schema(word):
    seen = set()
    for root in word.values():
        for element in root.iter():
            kind = element.tag.removeprefix(W)
            if kind in ORDER:
                names = [child.tag.removeprefix(W) for child in element]
                places = [ORDER[kind].split().index(name) for name in names]
                assert places == sorted(places), (kind, names)
                seen.add(kind)
    assert seen == set(ORDER)


def test_each_font_has_an_east_asian_name_and_one_that_is_there_to_stand_in(word):
    fonts = {
        of(font, "name"): of(font.find(f"{W}altName"), "val").split(",")
        for font in word["word/fontTable.xml"]
    }
    runs = [run for name in word if name.startswith("word/") for run in word[name].iter(f"{W}r")]
    assert runs
    for run in runs:
        named = run.find(f"{W}rPr/{W}rFonts")
        eastern = of(named, "eastAsia")
        assert {eastern, *fonts[eastern]} & THERE, eastern
        assert of(named, "ascii") == of(named, "hAnsi") in fonts
        assert run.find(f"{W}rPr/{W}sz") is not None
    default = word["word/styles.xml"].find(f".//{W}rPrDefault//{W}rFonts")
    assert of(default, "eastAsia") in fonts


def test_tables_have_fixed_widths_in_twentieths_that_add_up(word):
    tables = list(word["word/document.xml"].iter(f"{W}tbl"))
    assert tables
    for table in tables:
        grid = [int(of(column, "w")) for column in table.find(f"{W}tblGrid")]
        whole = table.find(f"{W}tblPr/{W}tblW")
        assert (of(whole, "type"), int(of(whole, "w"))) == ("dxa", sum(grid))
        assert of(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        for row in table.iter(f"{W}tr"):
            at = 0
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                reach = int(of(span, "val")) if span is not None else 1
                width = cell.find(f"{W}tcPr/{W}tcW")
                assert (of(width, "type"), int(of(width, "w"))) == ("dxa", sum(grid[at : at + reach]))
                assert list(cell)[-1].tag == f"{W}p"  # a cell ends in a paragraph
                at += reach
            assert at == len(grid)
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_the_head_of_a_table_repeats_and_merged_cells_begin_somewhere(word):
    for table in word["word/document.xml"].iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if table.find(f"{W}tblPr/{W}tblpPr") is not None:
            continue  # the imprint has no head
        assert heads == [True] + [False] * (len(rows) - 1)
        open_columns = set()
        for row in rows:
            for place, cell in enumerate(row.iter(f"{W}tc")):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None:
                    open_columns.discard(place)
                elif of(merge, "val") == "restart":
                    open_columns.add(place)
                else:
                    assert place in open_columns
                    assert "".join(cell.itertext()) == ""


def test_lines_are_exact_and_the_page_number_is_a_field_with_its_value(word):
    spacing = [one for one in word["word/document.xml"].iter(f"{W}spacing") if of(one, "line")]
    assert {of(one, "lineRule") for one in spacing} == {"exact"}
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        kinds = [of(one, "fldCharType") for one in word[footer].iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"]
        assert "".join(word[footer].itertext()).replace(" ", "") == "—PAGE1—"


@pytest.mark.parametrize("kind", ["letter", "wide table"])
def test_a_workbook_has_no_extension_that_a_reader_may_not_know(kind):
    book = parts(papers()[kind], "xlsx")
    known = r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml"
    assert [name for name in book if not re.fullmatch(known, name)] == []
    for name, root in book.items():
        if name.startswith("xl/") and "theme" not in name and not name.endswith(".rels"):
            assert {tag.tag.split("}")[0] for tag in root.iter()} == {SHEET.rstrip("}")}, name
            assert not list(root.iter(f"{SHEET}extLst")), name
    defined = {one.get("name") for one in book["xl/workbook.xml"].iter(f"{SHEET}definedName")}
    assert "_xlnm.Print_Titles" in defined
    named = {font.find(f"{SHEET}name").get("val") for font in book["xl/styles.xml"].find(f"{SHEET}fonts")}
    assert named <= {"仿宋_GB2312", "黑体", "方正小标宋简体", "Calibri"}
    for name in book:
        if name.startswith("xl/worksheets/"):
            assert not list(book[name].iter(f"{SHEET}f")), name
            setup = book[name].find(f"{SHEET}pageSetup")
            assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")
