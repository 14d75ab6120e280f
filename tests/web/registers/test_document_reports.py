"""行政规范性文件: what a report says of the register is held against it, and the next report's sentences."""

from datetime import date

import pytest
from django.utils import translation

from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.models import Matter
from luoshi_web.registers.reports.drafting import written
from luoshi_web.registers.reports.lines import lines_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.sayings import Verdict
from tests.web.registers import document_steps as steps
from tests.web.registers.spoken_reports import spoken_report

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def of_last_year(district, **how):
    """One of 2025: published on 10 March, in force since 1 May."""
    document = steps.published(district)
    Matter.objects.filter(pk=document.pk).update(year=2025)
    changes = {"published_on": date(2025, 3, 10), "effective_on": date(2025, 5, 1), "comment_from": None, "comment_to": None}  # fmt: skip
    NormativeDocument.objects.filter(pk=document.pk).update(**changes | how)
    document.steps.update(on=date(2025, 3, 3))
    return document


def test_a_report_is_held_against_the_register(district):
    of_last_year(district)
    unreviewed = of_last_year(district)
    unreviewed.steps.filter(kind="legality").update(on=date(2025, 3, 11))
    steps.taken_over(district)
    past = "制定行政规范性文件2件，合法性审核率100%。现行有效行政规范性文件4件。"
    found = {line.saying.figure: line for line in lines_of(spoken_report(district, past=past), date(2026, 6, 1))}  # fmt: skip
    assert found["issued"].first.verdict is Verdict.SAME
    assert found["reviewed"].first.verdict is Verdict.DIFFERS
    assert (found["reviewed"].first.answer.above, found["reviewed"].first.answer.below) == (1, 2)
    assert found["in_force"].first.verdict is Verdict.DIFFERS  # three are
    assert found["in_force"].first.answer.on == END


def test_the_rows_behind_each_figure_are_those_that_were_counted(district):
    of_last_year(district)
    steps.taken_over(district)
    answers = answers_of("documents", 2025, date(2026, 6, 1))
    assert {each.code for each in answers} >= {"issued", "in_force", "reviewed", "filed"}
    for each in answers:
        rows = PROVIDERS["documents"].rows(2025, each)
        assert len(rows.above) == each.above, each.code
        assert each.below is None or len(rows.below) == each.below


def test_the_next_report_says_how_many_were_issued(district):
    of_last_year(district)
    text = written(2025, date(2026, 6, 1)).draft.text
    assert "制定行政规范性文件1件。行政规范性文件合法性审核率100%。" in text
    assert "现行有效行政规范性文件1件。" in text


def test_a_place_that_keeps_none_answers_nothing():
    assert answers_of("documents", 2025, date(2026, 6, 1)) is None
