"""重大行政决策: what a report says of the register is held against it by each definition, and the next report's sentences."""

from datetime import date

import pytest
from django.utils import translation

from luoshi_web.registers.decisions.services import catalogue
from luoshi_web.registers.reports.drafting import written
from luoshi_web.registers.reports.lines import lines_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.sayings import Verdict
from tests.web.registers import decision_steps as steps
from tests.web.registers.spoken_reports import spoken_report

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def of_a_year(district):
    """Two of the first catalogue decided, one of them dropped again, one still being drafted."""
    steps.published(district)
    steps.decided(district)
    steps.drafted(district)
    dropped = steps.entered(district)
    steps.act(catalogue.drop, district, dropped, "supervisor", steps.STARTED, reason="条件不成熟")  # fmt: skip


def test_a_report_is_held_against_the_register(district):
    of_a_year(district)
    past = "公布重大行政决策目录4项，重大行政决策合法性审查率和程序履行率均达到100%，重大行政决策目录完成率100%。"
    lines = {line.saying.figure: line for line in lines_of(spoken_report(district, past=past), TODAY) if line.saying.register == "decisions"}  # fmt: skip
    assert {figure: line.first.verdict for figure, line in lines.items()} == {
        "catalogue": Verdict.DIFFERS,
        "reviewed": Verdict.SAME,
        "by_procedure": Verdict.SAME,
        "catalogue_done": Verdict.DIFFERS,
    }
    listed = lines["catalogue"].held
    assert [(each.answer.variant, each.answer.above, each.verdict) for each in listed] == [
        ("adjusted", 3, Verdict.DIFFERS),
        ("first", 4, Verdict.SAME),
    ]
    done = [(each.answer.above, each.answer.below) for each in lines["catalogue_done"].held]
    assert done == [(2, 3), (2, 4)]


def test_the_rows_behind_each_figure_are_those_that_were_counted(district):
    of_a_year(district)
    answers = answers_of("decisions", 2025, TODAY)
    assert {each.code for each in answers} >= {"catalogue", "reviewed", "by_procedure", "decided"}
    for each in answers:
        rows = PROVIDERS["decisions"].rows(2025, each)
        if each.variant != "steps" and each.code != "adopted_opinions":  # sums over decisions
            assert len(rows.above) == each.above, each.code
            assert each.below is None or len(rows.below) == each.below


def test_the_next_report_says_what_was_counted(district):
    of_a_year(district)
    text = written(2025, TODAY).draft.text
    assert "重大行政决策目录3项。重大行政决策合法性审查率100%。" in text


def test_a_place_that_keeps_none_answers_nothing():
    assert answers_of("decisions", 2025, TODAY) is None
