"""行政复议与应诉: what a report says of the register is held against it by each denominator, and the next report's sentences."""

from datetime import date

import pytest
from django.utils import translation

from luoshi_web.registers.reports.drafting import written
from luoshi_web.registers.reports.lines import lines_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.sayings import Verdict
from tests.web.registers import case_steps as steps
from tests.web.registers.spoken_reports import spoken_report

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def of_a_year(district):
    """Two applications decided and one settled; of two instances heard a head came to one."""
    steps.decided(district)
    steps.decided(district, outcome="upheld")
    steps.judged(district)
    steps.judged(district, came="staff", judged="claim_refused")


def test_a_report_is_held_against_the_register(district):
    of_a_year(district)
    past = "2026年办结行政复议案件2件，2026年直接纠错率50%，2026年行政机关负责人出庭应诉率100%，2026年行政诉讼一审败诉率50%。"
    lines = {line.saying.figure: line for line in lines_of(spoken_report(district, past=past), TODAY) if line.saying.register == "cases"}  # fmt: skip
    assert {figure: line.first.verdict for figure, line in lines.items()} == {
        "closed_count": Verdict.SAME,
        "corrected": Verdict.SAME,
        "head_came": Verdict.DIFFERS,
        "lost": Verdict.SAME,
    }
    came = lines["head_came"]
    assert (came.first.answer.above, came.first.answer.below) == (1, 2)
    assert came.name == "负责人出庭率（占开庭审理）"
    assert [each.answer.variant for each in came.held] == ["heard", "not_excused", "asked"]


def test_the_rows_behind_each_figure_are_those_that_were_counted(district):
    of_a_year(district)
    answers = answers_of("cases", 2026, TODAY)
    assert {each.code for each in answers} >= {"corrected", "head_came", "lost", "received", "suits"}
    for each in answers:
        rows = PROVIDERS["cases"].rows(2026, each)
        assert len(rows.above) == each.above, each.code
        assert each.below is None or len(rows.below) == each.below
        assert not rows.unverified


def test_the_next_report_says_what_was_counted(district):
    of_a_year(district)
    text = written(2026, TODAY).draft.text
    assert "办结行政复议案件2件。" in text
    assert "行政复议案件纠错率50%。" in text
    assert "行政机关负责人出庭应诉率50%。" in text


def test_a_place_that_keeps_none_answers_nothing():
    assert answers_of("cases", 2026, TODAY) is None
