"""What names say, by the table, and what is doubted where text and name disagree."""

from pathlib import Path

import pytest

from luoshi.corpus.names import DOUBTS, Said, doubts, one_place, said_by_name, told
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report
from luoshi.outline import Place
from luoshi.outline.file_name import read_name
from luoshi.text import SourceText

NO_TARGETS = (
    "台州市2012年政府工作报告\n各位代表：\n一、2011年工作回顾\n全年地区生产总值增长6.4%，进出口总额增长5%，固定资产投资增长7%，"
    "财政收入增长3%，社会消费品零售总额增长8%。\n二、2012年工作安排\n全面做好各项工作。\n"
)
OUTVOTED = (
    "2014年政府工作报告\n——2026年1月8日在临河市第六届人民代表大会第一次会议上\n各位代表：\n一、2025年工作回顾\n地区生产总值增长6%。\n"
    "二、2026年重点工作\n地区生产总值增长5%左右，财政收入增长4%。\n"
)
TABLE = Path(__file__).parent.parent / "tables" / "names.tsv"


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["", "/", ".txt", "#1", "\udcff.txt", "北京" * 500, "2" * 4000, "年" * 200])
def test_any_name_is_read(name: str) -> None:
    said_by_name(name)


@pytest.mark.parametrize(("name", "place", "code", "year", "why"), rows())
def test_what_a_name_says(name: str, place: str, code: str, year: str, why: str) -> None:
    said = said_by_name(name)
    assert tuple("-" if value is None else str(value) for value in said) == (place, code, year), why


def place(name: str) -> Place:
    """A place as a text gives it: `浙江省宁波市`, with its code where the list has it."""
    named = read_name(f"{name}.txt").place
    assert named is not None
    return named


@pytest.mark.parametrize(
    ("text", "name", "one"),
    [
        ("浙江省宁波市", "浙江省", True),  # the name is that of a superior
        ("浙江省", "浙江省宁波市", False),  # the other way round it is mislabelled
        ("浙江省宁波市", "宁波", True),
        ("宁波市", "330200", True),
        ("宁波市鄞州区", "浙江鄞州", True),
        ("宁波市", "台州市", False),
        ("全国", "台州市", False),
        ("台州市", "国务院", False),
        ("中华人民共和国", "全国", True),
        ("北京市朝阳区", "朝阳", True),
        ("辽宁省朝阳市", "朝阳", True),
        ("海淀区", "朝阳", False),
        ("清苑区", "清苑县", True),  # renamed
        ("恩施土家族苗族自治州", "恩施州", True),
        ("云岭省临河市", "临河市", True),
        ("临河市", "云岭省临河市", True),
        ("云岭省临河市青川区", "临河市青川区", True),
        ("云岭省临河市", "云岭省", True),
        ("青川区", "南屏市", False),
        ("吉林市", "吉林", True),
        ("宁波市鄞州区姜山镇", "鄞州区", True),
        ("宁波市", "qingyuan", True),  # the name says no place
    ],
)
def test_when_a_name_is_that_of_the_report(text: str, name: str, one: bool) -> None:
    of_text = Place("中华人民共和国", None, "national") if text == "中华人民共和国" else place(text)
    assert one_place(of_text, said_by_name(f"{name}_2019年.txt")) is one


BODY = (
    "\n一、过去一年工作回顾\n经济稳步增长，就业总体稳定，民生持续改善。财政收入、固定资产投资、工业、农业都有进步，改革、教育、社会保障、基础设施建设加快。"
    "\n二、今年重点工作\n各位代表，要扩大有效投资，办好民生实事，支持企业发展，坚持依法行政。\n各位代表！让我们团结一心，奋勇前进！"
)
HEAD = "{}年台州市政府工作报告\n——{}在台州市第五届人民代表大会第四次会议上\n各位代表：\n现在，我代表台州市人民政府，向大会报告工作，请予审议。"
TEXT = HEAD.format(2019, "2019年1月27日") + BODY


def read(text: str, document: str) -> tuple[Report, Said]:
    return read_source(SourceText.from_string(text), file_name=document), said_by_name(document)


def codes(text: str, document: str) -> tuple[str, ...]:
    return tuple(code for code in doubts(*read(text, document)) if code != "incomplete")


def test_the_text_is_believed_and_the_name_doubted() -> None:
    report, _ = read(TEXT, "宁波市-2012.txt")
    assert (report.front.place and report.front.place.name, report.front.year, report.front.guessed) == (
        "台州市",
        2019,
        (),
    )
    assert codes(TEXT, "宁波市-2012.txt") == ("year_differs", "place_differs")
    assert codes(TEXT, "台州市-2019.txt") == ()
    assert codes(TEXT, "scan0001.txt") == ()


def test_a_report_of_december_may_be_filed_under_either_year() -> None:
    text = HEAD.format(2019, "2018年12月27日") + BODY
    assert codes(text, "台州市-2018.txt") == codes(text, "台州市-2019.txt") == ()
    assert codes(text, "台州市-2017.txt") == ("year_differs",)


def test_where_the_text_is_silent_the_name_is_a_marked_guess() -> None:
    text = "经济稳步增长，就业总体稳定。要扩大投资，办好实事。"
    report, said = read(text, "浙江省/台州-2012.txt")
    assert report.front.place == Place("台州市", "331000", "prefecture")
    assert (report.front.year, report.front.guessed) == (2012, ("place", "year"))
    assert doubts(report, said) == ("no_year", "no_place", "not_a_report")


def test_every_doubt_has_a_sentence_in_both_languages() -> None:
    silent = "经济稳步增长，就业总体稳定。要扩大投资，办好实事。"
    cases = [
        (TEXT, "宁波市-2012.txt"),
        (silent, "台州-2012.txt"),
        (silent, "x.txt"),
        (TEXT[:-30], "台州-2019.txt"),
        (NO_TARGETS, "台州-2012.txt"),
        (OUTVOTED, "x.txt"),
    ]
    seen = [(document, line) for text, document in cases for line in told(document, *read(text, document))]
    assert {line.code for _, line in seen} == set(DOUBTS)
    for document, line in seen:
        for sentence in (line.chinese, line.english):
            assert sentence.startswith(document)
            assert "None" not in sentence
            assert "{" not in sentence
    words = {line.code: line for _, line in seen[:2]}
    assert (
        words["year_differs"].chinese
        == "宁波市-2012.txt：正文是 2019 年的报告，文件名却写 2012 年；以正文为准。"
    )
    assert words["place_differs"].english == (
        "宁波市-2012.txt: the text is the report of 台州市, its name says 宁波市; the text is believed."
    )
