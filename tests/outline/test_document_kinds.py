"""What kind of document a text is, and what its front matter and outline say of it."""

from pathlib import Path

import pytest

import luoshi
from luoshi.outline.kinds import kind_of

VOICES = Path(__file__).parents[2] / "examples/voices"

TITLES = [
    ("青川区2025年国民经济和社会发展统计公报", "communique"),
    ("2025年青川区国民经济和社会发展统计公报[1]", "communique"),
    ("临河市二〇二五年统计公报", "communique"),
    ("标题：关于1998年国民经济和社会发展的统计公报", "communique"),
    ("中华人民共和国\n2025年国民经济和社会发展\n统计公报", "communique"),
    (
        "关于青川区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划（草案）的报告",
        "plan_report",
    ),
    (
        "关于云岭省2025年国民经济和社会发展计划\n执行情况及2026年国民经济\n和社会发展计划草案的报告",
        "plan_report",
    ),
    ("关于青川区2025年预算执行情况和2026年预算草案的报告", "budget_report"),
    ("关于2025年全区和区级财政预算执行情况\n及2026年全区和区级财政预算（草案）的报告", "budget_report"),
    # words of a page's menu, and a work report that names the others
    ("统计公报\n政府工作报告\n财政预决算", "work_report"),
    ("政府工作报告\n关于2025年预算执行情况的报告解读", "work_report"),
    ("2026年政府工作报告", "work_report"),
]


@pytest.mark.parametrize(("head", "kind"), TITLES)
def test_a_whole_title_says_what_a_document_is(head: str, kind: str) -> None:
    assert kind_of(f"{head}\n\n2025年，全区经济运行总体平稳，稳中向好。\n") == kind


def test_who_reports_on_the_governments_work_gives_a_work_report_whatever_a_page_lists() -> None:
    text = (
        "青川区2025年国民经济和社会发展统计公报\n政府工作报告\n各位代表：\n现在，我代表区人民政府，向大会报告政府工作，请予审议。\n"
        "一、2025年工作回顾\n"
    )
    assert kind_of(text) == "work_report"


def test_a_first_sentence_that_submits_a_paper_is_enough() -> None:
    text = "各位代表：\n受市人民政府委托，现将{}提请大会审查。\n一、总体情况\n"
    plan, budget = (
        "2025年国民经济和社会发展计划执行情况与2026年计划草案",
        "2025年预算执行情况和2026年预算草案",
    )
    assert kind_of(text.format(plan)) == "plan_report"
    assert kind_of(text.format(budget)) == "budget_report"


def test_a_communique_without_its_title_is_told_by_its_chapters() -> None:
    chapters = "\n".join(
        f"{n}、{name}\n全年有关指标继续增长。"
        for n, name in zip(
            "一二三四五", ("综合", "农业", "工业和建筑业", "国内贸易", "对外经济"), strict=True
        )
    )
    assert kind_of(f"初步核算，全年地区生产总值375.1亿元。\n{chapters}\n") == "communique"
    assert kind_of("初步核算，全年地区生产总值375.1亿元。\n一、综合\n二、农业\n") == "work_report"


def test_the_communique_counts_the_year_of_its_title() -> None:
    report = luoshi.read(VOICES / "qingchuan-communique-2025.txt")
    front = report.front
    assert (front.kind, front.year, front.complete) == ("communique", 2025, True)
    assert front.place is not None
    assert front.place.name == "青川区"
    assert {s.role for s in report.outline if s.level == 1} == {"opening", "review", "other"}
    assert {e.kind for e in report.entries} == {"result"}
    assert {(e.period.first, e.period.last) for e in report.entries if e.period} == {(2025, 2025)}
    assert not {"page_gap", "not_a_report"} & {notice.kind for notice in report.notices}


def test_rows_of_a_table_are_no_clauses_and_their_numbers_are_listed() -> None:
    report = luoshi.read(VOICES / "qingchuan-communique-2025.txt")
    text = report.source.text
    table = next(s.span for s in report.outline if s.role == "other" and s.level == 2)
    assert text[table.start : table.end].startswith("表1")
    assert text[table.start : table.end].endswith("5.8")
    assert not [e for e in report.entries if table.start <= e.span.start < table.end]
    inside = {u.quote for u in report.unused if table.start <= u.span.start < table.end}
    assert {"186.4", "3.2"} <= inside


def test_a_footnotes_mark_before_a_number_is_no_part_of_it() -> None:
    report = luoshi.read(VOICES / "qingchuan-communique-2025.txt")
    held = {(e.indicator, e.measure): e.low for e in reversed(report.entries)}
    assert held["gdp", "level"] == "37510000000"
    assert held["population", "level"] == "593000"
    assert held["resident_income", "level"] == "36942"


def test_the_plan_report_sets_the_years_main_targets() -> None:
    report = luoshi.read(VOICES / "qingchuan-plan-2026.txt")
    front = report.front
    assert (front.kind, front.year, front.speaker, front.complete) == ("plan_report", 2026, "陆景行", True)
    main = [(e.indicator, e.bound) for e in report.entries if e.headline]
    assert len(main) == 12
    assert main[-1] == ("pm25", "at_most")  # the last item of the list ends with a full stop
    assert [e.quote for e in report.entries if "现将" in e.quote] == []


def test_the_budget_report_tells_what_came_in_and_what_is_to_come() -> None:
    report = luoshi.read(VOICES / "qingchuan-budget-2026.txt")
    assert (report.front.kind, report.front.year) == ("budget_report", 2026)
    revenue = [
        (e.kind, e.low, e.period and e.period.first)
        for e in report.entries
        if e.indicator == "fiscal_revenue" and e.measure == "level"
    ]
    assert revenue == [("result", "2050000000", 2025), ("target", "2120000000", 2026)]
    assert [e.low for e in report.entries if e.subject == "收入总计"] == ["4920000000"]  # no budget revenue
