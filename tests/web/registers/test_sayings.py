"""What sentences say of registers: every word of the table has a case; and how a saying is held against figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import luoshi
from luoshi_web.registers.cases.figures import CORRECTED, Application, Outcome
from luoshi_web.registers.engine.figures import Bar, work_out
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.findings.figures import MONEY_RATE, Finding
from luoshi_web.registers.funds.figures import Expense, Item, Vintage, three_change
from luoshi_web.registers.projects.figures import ARRIVED as PROJECT_MONEY
from luoshi_web.registers.projects.figures import Contract, Paid, Project, signed
from luoshi_web.registers.proposals.rules.facts import Of, Proposal, Rating, Value
from luoshi_web.registers.proposals.rules.rates import RATES
from luoshi_web.registers.sayings import Answer, Verdict, held, sayings_of
from luoshi_web.registers.sayings.reader import read_entry
from luoshi_web.registers.sayings.rows import SayingsFault, read_rows, rows

TABLE = Path(__file__).resolve().parent.parent / "tables" / "report_sayings.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
END = date(2025, 12, 31)


def report(done="经济平稳运行。", to_do="做好各项工作。"):
    return luoshi.read_text(
        "青川区政府工作报告\n——2026年1月20日在青川区第六届人民代表大会第五次会议上\n各位代表：\n"
        f"现在，我代表区人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n{done}\n二、2026年工作安排\n{to_do}\n"
    )


def spoken(saying):
    size = "" if saying.size is None else f" {'≥' if saying.size.includes else '>'}{saying.size.number}"
    number = saying.number.printed if saying.number else "-"
    scope = f" {'、'.join(saying.scope)}" if saying.scope else ""
    return f"{saying.register}.{saying.figure} {saying.ask} {number}{size}{scope}"


@pytest.mark.parametrize(("sentence", "said"), ROWS)
def test_a_sentence_says_what_the_table_says(sentence, said):
    assert "; ".join(map(spoken, sayings_of(report(sentence)))) == said


READ = {sentence: report(sentence) for sentence, _ in ROWS}


def said_with(table, sentence):
    read = READ[sentence]
    found = (read_entry(entry, read.source.text, table) for entry in read.entries)
    return "; ".join(spoken(saying) for saying in found if saying)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.register}.{row.figure} {row.asks[0]}")
def test_no_row_or_word_of_the_table_could_go_unseen(row):
    rest = tuple(each for each in rows() if each is not row)
    assert any(said_with(rest, sentence) != said for sentence, said in ROWS), "no case misses this row"
    seen = {saying.words for read in READ.values() for saying in sayings_of(read)}
    assert set(row.words) <= seen


def only(done="经济平稳运行。", to_do="做好各项工作。", at=0):
    return sayings_of(report(done, to_do))[at]


def test_a_saying_keeps_its_words_year_and_place():
    read = report("办理代表建议93件、委员提案111件，办复率、满意率均为100%。")
    found = sayings_of(read)
    assert [(each.words, each.year, each.promised) for each in found] == [
        ("代表建议", 2025, False),
        ("委员提案", 2025, False),
        ("办复率", 2025, False),
        ("满意率", 2025, False),
    ]
    assert all(each.span.of(read.source.text) == each.quote for each in found)
    assert only(to_do="新签约亿元以上项目100个以上。").promised
    assert only(to_do="新签约亿元以上项目100个以上。").year == 2026


@pytest.mark.parametrize(
    ("sentence", "printed", "scale"),
    [("到位资金126.50亿元。", "126.50", 10**8), ("到位资金9800万元。", "9800", 10**4), ("行政复议案件纠错率11.60%。", "11.60", 1)],
)  # fmt: skip
def test_a_number_keeps_the_digits_and_scale_that_were_printed(sentence, printed, scale):
    number = only(sentence).number
    assert (number.printed, number.scale) == (printed, scale)


def answer(code, variant, value, unit="%", **more):
    return Answer(code, variant, END, Decimal(0), Decimal(0), value and Fraction(value), unit, **more)


@pytest.mark.parametrize(
    ("sentence", "value", "verdict"),
    [
        ("支出进度91.2%。", "91.24", Verdict.SAME),
        ("支出进度91.2%。", "91.35", Verdict.DIFFERS),
        ("支出进度91.2%以上。", "91.2", Verdict.SAME),
        ("支出进度91.2%以上。", "91.19", Verdict.DIFFERS),
        ("支出进度超过91.2%。", "91.2", Verdict.DIFFERS),
        ("支出进度超过91.2%。", "91.3", Verdict.SAME),
        ("支出进度控制在91.2%以内。", "91.2", Verdict.SAME),
        ("支出进度控制在91.2%以内。", "91.3", Verdict.DIFFERS),
        ("支出进度90%至92%。", "91", Verdict.SAME),
        ("支出进度90%至92%。", "92.1", Verdict.DIFFERS),
        ("支出进度90%至92%。", "89.9", Verdict.DIFFERS),
        ("支出进度91%左右。", "91.4", Verdict.SAME),
        ("支出进度91%左右。", "93", Verdict.CANNOT),
        ("支出进度100%。", "99.49", Verdict.DIFFERS),
        ("支出进度100%。", "100", Verdict.SAME),
        ("支出进度99%。", "99.49", Verdict.SAME),
    ],
)
def test_a_bound_is_held_as_it_was_said(sentence, value, verdict):
    found = held(only(sentence), [answer("progress", "budget", value)])
    assert [each.verdict for each in found] == [verdict]


@pytest.mark.parametrize(("said", "verdict"), [("个", "same"), ("项", "same"), ("件", "same")])
def test_what_is_counted_may_be_told_by_another_counting_word(said, verdict):
    found = held(only(f"审计查出问题60{said}。"), [answer("found", "all", "60", "个", scope=("审计",))])
    assert [each.verdict for each in found] == [verdict]


def test_the_word_of_two_definitions_shows_both():
    rows_ = [
        Proposal(at, END, assigned_on=END, ratings=(Rating(Of.REPLY, 1, value, END),))
        for at, value in enumerate([Value.SATISFIED] * 9 + [Value.MOSTLY])
    ]
    answers = [Answer.of_figure(each, work_out(each, rows_, END)) for each in RATES]
    found = held(only("办理代表建议和委员提案，满意率100%。"), answers)
    assert [(each.answer.variant, each.verdict) for each in found] == [
        ("b", Verdict.SAME),
        ("a", Verdict.DIFFERS),
        ("c", Verdict.SAME),
        ("d", Verdict.SAME),
    ]
    assert (found[1].answer.above, found[1].answer.below, found[1].answer.on) == (9, 10, END)
    assert (found[0].answer.above_words, found[0].answer.below_words) == (
        "满意和基本满意",
        "收回的征询意见表",
    )


def test_a_number_of_proposals_is_held_against_what_was_assigned():
    rows_ = [Proposal(at, END, assigned_on=END) for at in range(36)]
    answers = [Answer.of_figure(each, work_out(each, rows_, END)) for each in RATES]
    assert held(only("建议提案36件。"), answers)[0].verdict is Verdict.SAME
    assert held(only("建议提案37件。"), answers)[0].verdict is Verdict.DIFFERS
    assert held(only("代表建议36件。"), answers)[0].why == "other_scope"
    named = [replace(each, scope=("建议",)) for each in answers]
    assert held(only("代表建议36件。"), named)[0].verdict is Verdict.SAME


def test_projects_over_one_hundred_million_are_not_those_of_it():
    """The planted difference: 新签约超亿元项目 with one of exactly 1亿元."""
    rows_ = [Project(str(at), (Contract(END, Decimal(amount)),)) for at, amount in enumerate([1, 2, 12])]
    more, least = Bar(Decimal(1), includes=False), Bar(Decimal(1), includes=True)
    answers = [
        Answer.of_measured(signed(bar), measure(signed(bar), rows_, END), size=bar) for bar in (more, least)
    ]
    said = only("新签约超亿元项目3个。")
    assert held(said, answers[:1])[0].verdict is Verdict.DIFFERS
    assert held(only("新签约亿元以上项目3个。"), answers[1:])[0].verdict is Verdict.SAME
    assert held(said, answers[1:])[0].why == "other_size"


def test_sums_are_held_in_the_units_that_were_printed():
    row = Project("1", arrivals=(Paid(END, Decimal("126.46")),))
    answers = [Answer.of_measured(PROJECT_MONEY, measure(PROJECT_MONEY, [row], END))]
    assert held(only("到位资金126.5亿元。"), answers)[0].verdict is Verdict.SAME
    assert held(only("到位资金126亿元。"), answers)[0].verdict is Verdict.SAME
    assert held(only("到位资金126.3亿元。"), answers)[0].verdict is Verdict.DIFFERS
    assert held(only("到位资金下降8.6%。"), answers)[0].why == "other_unit"


def test_the_three_expenses_are_held_by_comparison():
    rows_ = [
        Expense("1", year, Item.RECEPTION, Vintage.FINAL, Decimal(amount))
        for year, amount in ((2025, 914), (2024, 1000))
    ]
    answers = [Answer.of_three(three_change(rows_, 2025, "final"), END)]
    assert held(only("“三公”经费下降8.6%。"), answers)[0].verdict is Verdict.SAME
    assert held(only("“三公”经费增长8.6%。"), answers)[0].verdict is Verdict.DIFFERS
    less = held(only("“三公”经费连续3年实现只减不增。"), answers)[0]
    assert less.verdict is Verdict.SAME
    rose = [replace(answers[0], value=Fraction(1, 10))]
    assert held(only("“三公”经费连续3年实现只减不增。"), rose)[0].verdict is Verdict.DIFFERS


def test_what_cannot_be_answered_says_why():
    said = only("行政复议案件纠错率11.6%。")
    assert [each.why for each in held(said, [])] == ["no_figure"]
    row = Application("1", END, END, END, END, Outcome.ANNULLED)
    figures = [Answer.of_figure(each, work_out(each, [row], END)) for each in CORRECTED]
    beside = held(said, figures[1:])
    assert [each.why for each in beside] == ["no_figure", "", ""]
    assert held(said, [replace(figures[0], on=date(2024, 12, 31))])[0].why == "other_year"
    empty = [Answer.of_figure(each, work_out(each, [], END)) for each in CORRECTED]
    assert held(said, empty)[0].why == "nothing_counted"
    money = Answer.of_ratio(MONEY_RATE, rate(MONEY_RATE, [Finding("1", END, amount=Decimal(9))], END))
    assert (money.value, money.above_words, money.below_words) == (0, "整改到位金额", "问题金额")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("proposals\treplied", "2 columns"),
        ("houses\tx\ta\tvalue\tlevel\t%\tx\t\t\t\t", "no such register"),
        ("proposals\tx\ta\tleft\tlevel\t%\tx\t\t\t\t", "no such register, side"),
        ("proposals\tx\ta\tvalue\theight\t%\tx\t\t\t\t", "no such register, side or measure"),
        ("proposals\tx\t\tvalue\tlevel\t%\tx\t\t\t\t", "an empty column"),
        ("proposals\tx\ta\tvalue\tlevel\t%\tx x2\t\t\t\t\nproposals\ty\ta\tvalue\tlevel\t%\tx\t\t\t\t", "line 2"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_with_its_line(line, fault):
    with pytest.raises(SayingsFault, match=fault):
        read_rows(line)
