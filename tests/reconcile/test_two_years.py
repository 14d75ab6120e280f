"""The whole of a reconciliation: the invented district's three reports, stored ledgers, wording, tasks, problems."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import luoshi
from luoshi.ledger.stored import as_ledger
from luoshi.reconcile import VERDICTS, Reconciliation, Record, of_ledger, of_report, reconcile, year_of
from luoshi.reconcile.line import Line, lines_of_ledger
from luoshi.reconcile.matters import STATES, follow
from luoshi.reconcile.problems import FATES, hold_problems
from luoshi.reconcile.wording import compare
from luoshi.text import Span

_HEAD = "临河市{year}年政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
_BOUNDS = ("at_least", "at_most", "exact", "about", "range", "relative", "assigned", None)


def report(year: int, review: str = "", targets: str = "", tasks: str = "", problems: str = "") -> Record:
    """A record of an invented report, its parts under the usual headings."""
    parts = [
        _HEAD.format(year=year),
        f"一、{year - 1}年工作回顾\n过去一年，全市上下团结一心。{review}\n",
        f"我们也清醒地看到，工作中还存在不少问题：{problems}。\n" if problems else "",
        f"二、{year}年工作安排\n今年全市经济社会发展的主要预期目标是：{targets}。\n" if targets else "",
        f"三、{year}年重点工作\n{tasks}\n" if tasks else "",
    ]
    return of_report(luoshi.read("".join(parts)))


@pytest.fixture(scope="module")
def three_years() -> list[Record]:
    folder = Path(__file__).parent.parent.parent / "examples"
    return [of_report(luoshi.read(folder / f"qingchuan-{year}.txt")) for year in (2024, 2025, 2026)]


def test_the_same_verdicts_come_from_a_report_and_from_its_ledger(three_years: list[Record]) -> None:
    folder = Path(__file__).parent.parent.parent / "examples"
    stored = [
        of_ledger(as_ledger(json.loads(luoshi.read(folder / f"qingchuan-{year}.txt").to_json()), None))
        for year in (2025, 2026)
    ]
    read = reconcile(*three_years[1:]).to_dict()
    held = reconcile(*stored).to_dict()
    assert held["pairs"] == read["pairs"]
    assert read["tasks"]
    states = [{task["task"]["id"]: task["state"] for task in outcome["tasks"]} for outcome in (read, held)]
    assert (
        states[0].keys() == states[1].keys()
    )  # a stored ledger answers with its lines, where the text says more


def test_every_quote_stands_where_its_span_says(three_years: list[Record]) -> None:
    folder = Path(__file__).parent.parent.parent / "examples"
    texts = {year: (folder / f"qingchuan-{year}.txt").read_text(encoding="utf-8") for year in (2025, 2026)}
    outcome = reconcile(*three_years[1:], every=True).to_dict()
    for pair in outcome["pairs"]:
        _stands(pair["target"], texts[2025])
        for entry in (pair["realised"], *pair["others"]):
            if entry is not None:
                _stands(entry, texts[2026])
    for task in outcome["tasks"]:
        _stands(task["task"], texts[2025])
        if task["evidence"]:
            _stands(task["evidence"], texts[2026])


def _stands(row: dict[str, Any], text: str) -> None:
    assert text[row["span"][0] : row["span"][1]] == row["quote"]


def test_a_later_statement_is_a_vintage_and_changes_no_verdict() -> None:
    first = report(2024, targets="地区生产总值增长6%，森林覆盖率达到31%")
    second = report(2025, review="地区生产总值预计增长6.1%。")
    third = report(2026, review="2024年地区生产总值增长5.8%。")
    pair = reconcile(first, second, [third]).pairs[0]
    assert pair.judgement == reconcile(first, second).pairs[0].judgement
    assert pair.judgement.verdict == "met"
    assert [(v.stage, v.entry.low) for v in pair.vintages] == [("expected", "6.1"), ("restated", "5.8")]


def test_only_headline_targets_are_held_unless_all_are_asked_for(three_years: list[Record]) -> None:
    head = reconcile(*three_years[1:])
    whole = reconcile(*three_years[1:], every=True)
    assert all(pair.target.headline for pair in head.pairs)
    assert {p.target.id for p in head.pairs} < {p.target.id for p in whole.pairs}
    assert all(p.target.period is None or p.target.period.last == 2025 for p in whole.pairs)


def test_a_plan_for_five_years_is_not_due() -> None:
    first = report(
        2026, targets="地区生产总值增长6%，森林覆盖率达到31%", tasks="到2030年，常住人口城镇化率达到70%。"
    )
    held = reconcile(first, report(2027, review="常住人口城镇化率达到66%。"), every=True)
    assert not [p for p in held.pairs if p.target.indicator == "urbanization"]


def test_a_quota_is_answered_by_the_same_deed_alone() -> None:
    first = report(2025, targets="森林覆盖率达到31%，地区生产总值增长6%", tasks="新开工亿元以上项目50个。")
    started = reconcile(first, report(2026, review="新开工亿元以上项目53个。"), every=True)
    finished = reconcile(first, report(2026, review="竣工亿元以上项目53个。"), every=True)
    assert [p.judgement.verdict for p in started.pairs if p.target.low == "50"] == ["met"]
    assert [p.judgement.verdict for p in finished.pairs if p.target.low == "50"] == ["unreported"]


@pytest.mark.parametrize(
    ("before", "after", "modality", "bound", "number"),
    [
        ("确保地区生产总值增长6%", "力争地区生产总值增长6%", "softened", "same", "same"),
        ("力争地区生产总值增长6%", "地区生产总值增长6.5%", "hardened", "same", "raised"),
        ("地区生产总值增长6%以上", "地区生产总值增长5.5%左右", "same", "softened", "lowered"),
        ("地区生产总值增长6%左右", "地区生产总值增长6%", "same", "hardened", "same"),
        ("城镇登记失业率控制在4.5%以内", "城镇登记失业率控制在4%以内", "same", "same", "raised"),
        ("单位生产总值能耗下降3%", "单位生产总值能耗下降2%", "same", "same", "lowered"),
    ],
)
def test_what_became_of_the_words(before: str, after: str, modality: str, bound: str, number: str) -> None:
    """A lower cap on what is wanted low asks for more, and so does a deeper fall."""
    first = report(2025, targets=f"森林覆盖率达到31%，{before}")
    second = report(2026, targets=f"森林覆盖率达到31%，{after}")
    wording = reconcile(first, second).pairs[1].wording
    assert wording is not None
    assert (wording.modality, wording.bound, wording.number) == (modality, bound, number)


def test_a_target_that_is_neither_reported_nor_promised_again_was_dropped() -> None:
    first = report(2025, targets="森林覆盖率达到31%，进出口总额增长5%，地区生产总值增长6%")
    second = report(2026, review="地区生产总值增长6%。", targets="森林覆盖率达到32%，地区生产总值增长6%")
    dropped = {p.target.indicator: p.dropped for p in reconcile(first, second).pairs}
    assert dropped == {"forest_coverage": False, "trade": True, "gdp": False}


def test_tasks_are_done_under_way_promised_again_or_unmentioned() -> None:
    first = report(
        2025,
        tasks="今年要重点抓好以下工作。建成滨江大道二期工程。推进云麓水库除险加固工程。启动青石岭隧道前期工作。加快朝阳路农贸市场搬迁。",
    )
    second = report(
        2026,
        review="滨江大道二期工程建成通车。云麓水库除险加固工程加快推进。",
        tasks="开工建设青石岭隧道，抓紧做好青石岭隧道前期工作。",
    )
    found = {m.task.quote[-6:]: m.state for m in follow(first, second) or ()}
    expected = {
        "大道二期工程": "done",
        "除险加固工程": "under_way",
        "隧道前期工作": "otherwise",
        "农贸市场搬迁": "unmentioned",
    }
    assert {name: found.get(name) for name in expected} == expected


def test_one_of_two_named_things_that_is_finished_is_not_both() -> None:
    first = report(2025, tasks="加快第三小学、第五中学建设。")
    second = report(2026, review="第三小学建设竣工，第五中学建设稳步推进。")
    assert [m.state for m in follow(first, second) or ()] == ["part"]


def test_problems_return_change_vanish_and_come_up() -> None:
    first = report(2025, problems="服务业发展滞后，农业基础设施薄弱，财政收支矛盾突出")
    second = report(2026, problems="服务业发展滞后，农村基础设施比较薄弱，城镇化水平不高")
    fates = {(p.fate, (p.before or p.after).quote) for p in hold_problems(first, second)}  # type: ignore[union-attr]
    assert ("returns", "服务业发展滞后") in fates
    assert ("changed", "农业基础设施薄弱") in fates
    assert ("gone", "财政收支矛盾突出") in fates
    assert ("new", "城镇化水平不高") in fates


def test_a_shortfall_of_another_thing_is_no_change_of_words() -> None:
    first = report(2025, problems="服务业发展滞后，消费增长乏力")
    second = report(2026, problems="城镇化发展滞后，投资增长乏力")
    assert {p.fate for p in hold_problems(first, second)} <= {"gone", "new"}


def test_the_year_comes_from_either_report_or_the_pair_is_refused() -> None:
    known, unknown = report(2026), of_report(luoshi.read("地区生产总值增长6%。"))
    assert year_of(unknown, known) == 2025
    assert year_of(known, unknown) == 2026
    with pytest.raises(ValueError, match="which year"):
        year_of(unknown, unknown)


def test_the_outcome_is_the_same_bytes_and_its_codes_are_those_of_the_contract(
    three_years: list[Record],
) -> None:
    def once() -> Reconciliation:
        return reconcile(*three_years[1:], every=True)

    one = once().to_dict()
    assert json.dumps(one, ensure_ascii=False) == json.dumps(once().to_dict(), ensure_ascii=False)
    assert {pair["verdict"] for pair in one["pairs"]} <= set(VERDICTS)
    assert {task["state"] for task in one["tasks"]} <= set(STATES)
    assert {problem["fate"] for problem in one["problems"]} <= set(FATES)


def test_a_deviation_is_better_where_it_is_plus() -> None:
    first = report(2025, targets="地区生产总值增长6%，城镇登记失业率控制在4%以内，单位生产总值能耗下降3%")
    second = report(2026, review="地区生产总值增长7%，城镇登记失业率3.5%，单位生产总值能耗下降3.5%。")
    assert [
        p.judgement.deviation is not None and p.judgement.deviation > 0
        for p in reconcile(first, second).pairs
    ] == [True] * 3


def test_wording_compares_only_what_can_be_compared() -> None:
    growth = report(2025, targets="森林覆盖率达到31%，地区生产总值增长6%").entries
    level = report(2026, targets="森林覆盖率达到31%，地区生产总值达到900亿元").entries
    before = next(e for e in growth if e.indicator == "gdp")
    after = next(e for e in level if e.indicator == "gdp")
    assert compare(before, after).number is None


def line(record: Record, quote: str, kind: str = "task", grade: str | None = "deliverable") -> Line:
    """A line of an invented report, as the reader of lines would mark it."""
    start = next(s.span.start + s.text.find(quote) for s in record.sentences or () if quote in s.text)
    span = Span(start, start + len(quote))
    row = {"id": f"l{start}", "kind": kind, "grade": grade, "quote": quote, "span": [span.start, span.end]}
    return Line(f"l{start}", kind, grade, None, (), None, quote, span, row)


def with_lines(record: Record, *lines: Line) -> Record:
    return replace(record, lines=lines, rows=record.rows | {found.id: found.row for found in lines})


def test_where_a_ledger_has_lines_they_are_asked_for_but_for_aims() -> None:
    first = report(2025, tasks="建成滨江大道二期工程。推动经济高质量发展。")
    first = with_lines(
        first, line(first, "建成滨江大道二期工程"), line(first, "推动经济高质量发展", grade="aim")
    )
    second = report(2026, review="滨江大道二期建成通车。")
    tasks = reconcile(first, second).to_dict()["tasks"]
    assert [(task["task"]["quote"], task["state"]) for task in tasks] == [("建成滨江大道二期工程", "done")]
    assert tasks[0]["evidence"] == {"quote": "滨江大道二期建成通车", "span": tasks[0]["answers"][0]["span"]}
    assert tasks[0]["answers"][0]["said"] == "通车"
    assert tasks[0]["reason"].startswith("次年报告提到“滨江大道二期”")


def test_a_ledger_with_lines_answers_without_its_report() -> None:
    first = report(2025, tasks="建成滨江大道二期工程。")
    second = report(2026, review="滨江大道二期建成通车。")
    second = with_lines(second, line(second, "滨江大道二期建成通车", "result", "deed"))
    assert [m.state for m in follow(first, replace(second, sentences=None)) or ()] == ["done"]
    assert follow(first, replace(second, sentences=None, lines=None)) is None


def test_a_line_that_is_certain_tells_what_its_section_does_not() -> None:
    first = report(2025, tasks="建成滨江大道二期工程。")
    second = report(2026, review="滨江大道二期按计划建成。")
    assert [m.state for m in follow(first, second) or ()] == ["done"]
    second = with_lines(second, line(second, "滨江大道二期按计划建成"))
    assert [m.state for m in follow(first, second) or ()] == ["otherwise"]


def test_a_review_may_promise() -> None:
    first = report(2025, tasks="建成滨江大道二期工程。")
    second = report(2026, review="今年我们将建成滨江大道二期。")
    assert [m.state for m in follow(first, second) or ()] == ["otherwise"]


def test_stored_lines_are_read_with_their_members() -> None:
    row = {
        "id": "l1", "kind": "task", "grade": "deliverable", "section": "s1", "certainty": 0.9, "quote": "建设甲桥、乙桥",
        "span": [3, 10], "members": [{"name": "甲桥", "span": [5, 7]}, {"name": "乙桥", "span": [8, 10]}],
    }  # fmt: skip
    (found,) = lines_of_ledger(SimpleNamespace(lines=(row,))) or ()
    assert (found.members, found.span, found.row) == (("甲桥", "乙桥"), Span(3, 10), row)
    assert lines_of_ledger(SimpleNamespace(lines=())) is None


def test_what_stands_behind_the_last_section_of_a_part_is_read_with_it() -> None:
    later = of_report(
        luoshi.read(
            _HEAD.format(year=2026)
            + "一、2025年工作回顾\n（一）产业提质。工业增长。\n（二）城乡融合。城镇更新。\n"
            + "各位代表！过去一年，滨江大道二期建成通车。\n二、2026年工作安排\n今年要稳中求进。\n"
        )
    )
    assert any("滨江大道" in sentence.text for sentence in later.sentences or ())
