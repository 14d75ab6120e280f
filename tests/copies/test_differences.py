"""What differs between two copies, of which kind, and what speaks for which reading: tables of invented sentences."""

import re
from pathlib import Path

import pytest

from luoshi.copies import Comparison, Difference, compare
from luoshi.text import SourceText

FRAME = (
    "各位代表：现在，我代表青川区人民政府，向大会报告工作，请予审议。一、过去一年工作回顾。{}"
    "我们坚持稳中求进，着力稳就业、稳企业、稳市场、稳预期，全区经济总体平稳。城乡面貌焕然一新，民生福祉持续增进。{}"
)


def held(a: str, b: str, behind: str = "") -> Comparison:
    """Two copies of a short report with ``a`` and ``b`` in the same place."""
    outcome = compare(
        SourceText.from_string(FRAME.format(a, behind)), SourceText.from_string(FRAME.format(b, behind))
    )
    assert outcome.are_copies
    for difference in outcome.differences:
        assert difference.a.span.of(FRAME.format(a, behind)) == difference.a.quote
        assert difference.b.span.of(FRAME.format(b, behind)) == difference.b.quote
    return outcome


def only(outcome: Comparison) -> Difference:
    (difference,) = outcome.differences
    return difference


@pytest.mark.parametrize(
    ("a", "b", "kind", "in_a", "in_b"),
    [
        # A number differs as a whole, however little of it does.
        ("财政收入增长5.3%。", "财政收入增长53%。", "number", "5.3%", "53%"),
        ("财政收入增长5.3%左右。", "财政收入增长5.3%以上。", "number", "5.3%左右", "5.3%以上"),
        ("财政收入20亿元。", "财政收入20万元。", "number", "20亿元", "20万元"),
        ("进出口1.43亿美元。", "进出口1?43亿美元。", "number", "1.43亿美元", "1?43亿美元"),
        ("财政收入增长10%。", "财政收入增长1O％。", "number", "10%", "1O％"),
        ("粮食产量21万吨。", "粮食产量万吨。", "number", "21万吨", "万吨"),
        ("财政收入增长17.7%。", "财政收入增长17.7。", "number", "17.7%", "17.7"),
        ("2025年，税收平稳。", "2024年，税收平稳。", "number", "2025年", "2024年"),
        ("建成“6+2+X”体系。", "建成“6 2 x”体系。", "number", "“6+2+X”", "“6 2 x”"),
        ("收入增长1 2%。", "收入增长21%。", "number", "1 2%", "21%"),
        # Said in another way, but the same number.
        ("财政收入增长5%左右。", "财政收入增长百分之五左右。", "name_or_word", "5%", "百分之五"),
        ("区长王建国作报告。", "区长王建围作报告。", "name_or_word", "国", "围"),
        ("区长王晓乐作报告。", "区长王?? 乐作报告。", "name_or_word", "晓", "??"),
        # A clause more, number and all, is a clause more; it begins where a clause begins.
        ("财政收入增长5%，其中税收增长8%。", "财政收入增长5%。", "missing_in_b", "，其中税收增长8%", ""),
        ("到政府网站浏览。", "到政府pp电子娱乐官网网站浏览。", "missing_in_a", "", "pp电子娱乐官网"),
        ("新建学校3所。", "新建学校3所，公园5个。", "name_or_word", "", "，公园5个"),
    ],
)
def test_the_kind_of_a_difference(a: str, b: str, kind: str, in_a: str, in_b: str) -> None:
    difference = only(held(a, b))
    assert (difference.kind, difference.a.quote, difference.b.quote) == (kind, in_a, in_b)


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("财政收入增长5.3%。", "财政收入增长53%。", {"lost_point": "a"}),
        ("进出口1?43亿美元。", "进出口1.43亿美元。", {"damage": "b"}),
        ("财政收入增长1O％。", "财政收入增长10%。", {"damage": "b"}),
        ("二O一三年开工。", "二〇一三年开工。", {"damage": "b"}),
        ("财政收入增长17.7%。", "财政收入增长17.7。", {"lost_unit": "a"}),
        ("建成“6 2 x”体系。", "建成“6+2+X”体系。", {"lost_sign": "b"}),
        ("新增100个，其中工业60个、农业40个。", "新增100个，其中工业66个、农业40个。", {"sum_of_parts": "a"}),
        ("新增10个，其中工业60个。", "新增100个，其中工业60个。", {"part_above_whole": "b"}),
        ("产值由200亿元增加到250亿元，增长25%。", "产值由200亿元增加到250亿元，增长20%。", {"growth_fits": "a"}),
        ("产值由200亿元增加到250亿元，增长25%。", "产值由260亿元增加到250亿元，增长25%。", {"growth_fits": "a"}),
        ("能耗由80万吨下降到60万吨，下降25%。", "能耗由80万吨下降到60万吨，下降52%。", {"growth_fits": "a"}),
        ("结构调整为11.6∶43.8∶44.6。", "结构调整为11.6∶48.3∶44.6。", {"adds_to_hundred": "a"}),
        ("供水覆盖率达到958%。", "供水覆盖率达到98%。", {"above_hundred": "b"}),
        # Evidence that contradicts itself is shown, all of it.
        ("产值由200亿元增加到250亿元，增长2.5%。", "产值由200亿元增加到250亿元，增长25%。", {"lost_point": "a", "growth_fits": "b"}),
        # Nothing speaks: a plain misprint, a sum that is wrong either way, growth over several years.
        ("新增企业27家。", "新增企业72家。", {}),
        ("新增100个，其中工业60个、农业30个。", "新增100个，其中工业50个、农业30个。", {}),
        ("产值由200亿元增加到250亿元，年均增长4.6%。", "产值由200亿元增加到250亿元，年均增长6.4%。", {}),
        ("税收增长率达到150%。", "税收增长率达到15%。", {}),
        # A size class is no part, the parts of a part are not those of the whole.
        ("总投资50亿元，其中超10亿元项目2个。", "总投资8亿元，其中超10亿元项目2个。", {}),
        ("新增100个，其中工业60个、农业40个，其中蔬菜15个。", "新增100个，其中工业61个、农业40个，其中蔬菜15个。", {"sum_of_parts": "a"}),
    ],
)  # fmt: skip
def test_what_speaks_for_a_reading(a: str, b: str, kinds: dict[str, str]) -> None:
    difference = only(held(a, b))
    assert difference.kind == "number"
    assert {evidence.kind: evidence.supports for evidence in difference.evidence} == kinds
    sides = set(kinds.values())
    assert difference.supported == (sides.pop() if len(sides) == 1 else None)


def test_the_same_number_said_elsewhere() -> None:
    said = only(held("地区生产总值达到375亿元。", "地区生产总值达到357亿元。", "地区生产总值突破375亿元。"))
    (evidence,) = said.evidence
    assert (evidence.kind, evidence.supports) == ("said_elsewhere", "a")
    assert "生产总值" in evidence.sentence("zh")
    figure = only(held("地区生产总值达到375亿元。", "地区生产总值达到357亿元。", "经济总量突破375亿元。"))
    assert [e.kind for e in figure.evidence] == ["same_figure_elsewhere"]
    # Two digits are often the same by chance.
    assert only(held("税收增长12%。", "税收增长21%。", "外资增长12%。")).evidence == ()


def test_a_sentence_of_evidence_has_both_languages() -> None:
    from luoshi.copies.evidence import sentences

    for kind, words in sentences().items():
        assert set(words) == {"en", "zh"}, kind
        assert "{" in words["en"]


def test_numbers_come_first_whatever_stands_before_them() -> None:
    outcome = held(
        "区长王建国作了动员，成绩显著，亮点纷呈，群众满意。增长5%。", "区长王建围作了动员。增长6%。"
    )
    assert [d.kind for d in outcome.differences] == ["number", "name_or_word", "missing_in_b"]


def test_what_stands_in_another_order_is_moved() -> None:
    one, two = (
        "一是完善制度体系，健全工作机制，推动改革落地。",
        "二是优化营商环境，便利企业办事，减轻各类负担。",
    )
    outcome = held(one + two, two + one)
    assert [d.kind for d in outcome.differences] == ["moved"]
    assert outcome.marks == ()


def test_punctuation_is_counted_not_listed() -> None:
    outcome = held("增长5%。税收平稳。外贸平稳。", "增长5%；税收平稳；外贸平稳。")
    assert outcome.verdict == "copy"
    assert outcome.differences == ()
    assert [(m.a, m.b, m.count) for m in outcome.marks] == [("。", "；", 2)]


def test_the_marks_of_footnotes_are_no_numbers() -> None:
    outcome = held("建成“四好”道路[12]，方便出行[13]。", "建成“四好”道路，方便出行。")
    assert outcome.differences == ()


def test_a_page_number_inside_a_sentence_is_not_the_reports() -> None:
    outcome = held("深入推进乡村全面振兴，带动农民增收。", "深入推进乡村\n- 12 -\n全面振兴，带动农民增收。")
    assert outcome.verdict == "same"


def test_traditional_characters_are_one_spelling() -> None:
    outcome = held(
        "全区经济发展、产业会展为实，财政收入增长5%。",
        "全區經濟發展、產業會展為實，財政收入增長6%。國際國內個體戶們對農務發展。",
    )
    told = [(d.kind, d.a.quote, d.b.quote) for d in outcome.differences]
    assert told == [("number", "5%", "6%"), ("missing_in_a", "", "國際國內個體戶們對農務發展。")]
    assert ("区", "區") in {(m.a, m.b) for m in outcome.spellings}


def test_widths_and_blanks_are_one_spelling() -> None:
    outcome = held("税收增长5%，外贸增长６％。", "税收 增长5%,\n外贸增长6%。")
    assert outcome.verdict == "same"
    assert outcome.differences == outcome.marks == ()
    assert {(m.a, m.b): m.count for m in outcome.spellings} == {
        ("，", ","): 1,
        ("６", "6"): 1,
        ("％", "%"): 1,
    }


def test_the_worked_example_of_the_document() -> None:
    document = (Path(__file__).parents[2] / "docs/copies.md").read_text(encoding="utf-8")
    a, b = re.findall(r"^> (.+)$", document, re.M)
    outcome = compare(SourceText.from_string(a), SourceText.from_string(b))
    told = [(d.a.quote, d.b.quote, [(e.kind, e.supports) for e in d.evidence]) for d in outcome.differences]
    assert told == [
        ("60个", "66个", [("sum_of_parts", "a")]),
        ("25%", "2.5%", [("lost_point", "b"), ("growth_fits", "a")]),
        ("1.43亿美元", "1?43亿美元", [("damage", "a")]),
        ("建成社区食堂52家。", "", []),
    ]
    rows = re.findall(r"^\| .*\| `(.+?)` \| (?:`(.+?)` )?\|.*$", document, re.M)
    assert rows[:3] == [(x, y) for x, y, _ in told[:3]]
    assert {(m.a, m.b): m.count for m in outcome.spellings} == {("，", ","): 2}
