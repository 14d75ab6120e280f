"""The next report's sentences: from verified figures, cut off and never rounded up, and read back as the same figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import luoshi
from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.sayings import Answer, Verdict, held, sayings_of
from luoshi_web.registers.sentences import Counted, draft, unmentioned
from luoshi_web.registers.sentences.writer import cut, templates

END = date(2025, 12, 31)
SIZES = (Bar(Decimal(1), True), Bar(Decimal(1), False), Bar(Decimal(10), True), Bar(Decimal(50), False))


def report(done="经济平稳运行。", to_do="做好各项工作。"):
    return luoshi.read_text(
        "青川区政府工作报告\n——2026年1月20日在青川区第六届人民代表大会第五次会议上\n各位代表：\n"
        f"现在，我代表区人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n{done}\n二、2026年工作安排\n{to_do}\n"
    )


def counted(template, value, **more):
    unit = "元" if template.shown == "亿元" else template.shown
    answer = Answer(
        template.figure, template.variant, END, Decimal(1), Decimal(1), Fraction(value), unit, **more
    )
    return Counted(template.register, answer, ("r1", "r2"))


def value_of(template):
    """Figures as they come: shares, counts, sums of 元, changes."""
    if template.shown == "亿元":
        return st.decimals(10**8, 10**12, places=2)
    if template.shown != "%":
        return st.integers(1, 9999)
    least = -50 if template.figure == "three" else 0
    return st.builds(lambda above, below: Fraction(above, below) * 100, st.integers(least * 10, 1000), st.just(1000)) | st.builds(
        lambda above, below: Fraction(min(above, below), below) * 100, st.integers(1, 999), st.integers(1, 999)
    )  # fmt: skip


@st.composite
def figures(draw):
    chosen = draw(st.lists(st.sampled_from(templates()), min_size=1, max_size=6, unique=True))
    return [
        counted(each, draw(value_of(each)), size=draw(st.sampled_from(SIZES)))
        if "{size}" in each.sentence
        else counted(each, draw(value_of(each)))
        for each in chosen
    ]


@settings(max_examples=40)
@given(figures())
def test_what_is_written_is_read_back_as_the_same_figures(given_figures):
    written = draft(given_figures)
    read = report(written.text)
    found = sayings_of(read)
    assert sorted((each.register, each.figure) for each in found) == sorted(
        (each.register, each.answer.code) for each in given_figures
    )
    for saying in found:
        answers = [each.answer for each in given_figures if each.register == saying.register]
        assert held(saying, answers)[0].verdict is Verdict.SAME, (saying.quote, answers)


@pytest.mark.parametrize("template", templates(), ids=lambda each: f"{each.register}.{each.figure}")
def test_every_sentence_of_the_table_is_read_back(template):
    size = SIZES[0] if "{size}" in template.sentence else None
    value = 12_650_000_000 if template.shown == "亿元" else Fraction(683, 10) if template.shown == "%" else 36
    one = counted(template, value, size=size)
    found = sayings_of(report(draft([one]).text))
    assert [(each.register, each.figure) for each in found] == [(template.register, template.figure)]
    assert held(found[0], [one.answer])[0].verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("99.96", "99.9"), ("100", "100"), ("0", "0"), ("0.04", "0.04"), ("0.00001", "0"), ("96.80", "96.8"), ("1200", "1200"), ("-8.69", "8.6"), ("66.67", "66.6"),
    ],
)  # fmt: skip
def test_a_number_is_cut_off_and_never_rounded_up(value, said):
    assert cut(Fraction(value)) == said


@given(st.fractions(0, 1000))
def test_what_is_said_is_never_more_than_what_is(value):
    assert Fraction(cut(value)) <= value < Fraction(cut(value)) + Fraction(1, 10)


def by(register, figure):
    return next(each for each in templates() if (each.register, each.figure) == (register, figure))


def test_each_number_is_a_slot_that_leads_to_its_rows():
    given_figures = [
        counted(by("proposals", "satisfied"), Fraction(9996, 100)),
        counted(by("projects", "signed"), 112, size=SIZES[1]),
        counted(by("funds", "three"), Fraction(-86, 10)),
        counted(by("findings", "closed"), Fraction(968, 10), scope=("审计",)),
    ]
    written = draft(given_figures)
    assert written.text == (
        "新签约超亿元项目112个。建议提案满意率99.9%。审计问题整改完成率96.8%。“三公”经费支出下降8.6%。"
    )
    assert [written.text[slot.start : slot.end] for slot in written.slots] == ["112", "99.9", "96.8", "8.6"]
    assert [slot.counted for slot in written.slots] == [given_figures[at] for at in (1, 0, 3, 2)]


def test_what_nobody_verified_is_a_gap_and_no_number():
    sure = counted(by("cases", "head_came"), 100)
    unsure = replace(counted(by("cases", "corrected"), 11), unverified=("r2",))
    empty = counted(by("cases", "lost"), 0)
    empty = replace(empty, answer=replace(empty.answer, value=None))
    written = draft([sure, unsure, empty])
    assert written.text == "行政机关负责人出庭应诉率100%。"
    assert [(gap.name, gap.why, gap.counted.unverified) for gap in written.gaps] == [
        ("行政复议案件纠错率", "尚未核实", ("r2",)),
        ("行政诉讼一审败诉率", "无应计事项", ()),
    ]


def test_what_was_promised_and_has_no_sentence_is_listed():
    promised = sayings_of(
        report("行政复议案件纠错率11%。", "新签约亿元以上项目100个以上。新签约10亿元以上项目18个以上。招商引资到位资金130亿元。")
    )  # fmt: skip
    written = draft([counted(by("projects", "signed"), 97, size=SIZES[0])])
    assert [each.quote for each in unmentioned(promised, written)] == [
        "新签约10亿元以上项目18个以上",
        "招商引资到位资金130亿元",
    ]
    assert unmentioned(promised[1:2], written) == ()
