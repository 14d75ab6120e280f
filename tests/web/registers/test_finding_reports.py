"""问题整改: what a report says of the register is held against it by each definition and whose findings they are, and the next report's sentences."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from luoshi_web.registers.findings.services import proving
from luoshi_web.registers.reports.drafting import written
from luoshi_web.registers.reports.lines import lines_of
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.sayings import Verdict
from tests.web.registers import finding_steps as steps
from tests.web.registers.spoken_reports import spoken_report

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def of_a_year(district):
    """The audit found two, of which one is closed; the supervision office one, closed. Half of the money is put right and nobody verified it."""
    steps.closed(district)
    steps.closed(district, source="supervision", amount=None, category="")
    waits = steps.rectifying(district)
    proving.put_right(
        **steps.acting(district, waits, "officer", steps.APPLIED), kind="paid_out", amount=Decimal(500_000), voucher="支付8号", on=steps.APPLIED
    )  # fmt: skip
    return waits


def test_a_report_is_held_against_the_register_and_whose_findings_they_are(district):
    of_a_year(district)
    past = "2026年审计查出问题2项，2026年审计查出问题整改率100%，2026年督查发现问题整改率100%，2026年巡察反馈问题整改率100%。"
    lines = [line for line in lines_of(spoken_report(district, past=past), TODAY) if line.saying.register == "findings"]  # fmt: skip
    found = {(line.saying.figure, line.saying.scope): line.first for line in lines}
    assert {key: (held.verdict, held.why) for key, held in found.items()} == {
        ("found", ("审计",)): (Verdict.SAME, ""),
        ("closed", ("审计",)): (Verdict.DIFFERS, ""),
        ("closed", ("督查",)): (Verdict.SAME, ""),
        ("closed", ("巡察",)): (Verdict.CANNOT, "no_figure"),
    }
    (wrong,) = (line for line in lines if line.first.verdict is Verdict.DIFFERS)
    assert [(each.answer.variant, each.answer.above, each.answer.below) for each in wrong.held] == [
        ("all", 1, 2),
        ("due", 1, 2),
        ("money", 500_000, 2_000_000),
    ]


def test_the_rows_behind_each_figure_are_those_that_were_counted(district):
    waits = of_a_year(district)
    answers = answers_of("findings", 2026, TODAY)
    assert {each.code for each in answers} >= {"closed", "in_time", "found", "money"}
    for each in answers:
        rows = PROVIDERS["findings"].rows(2026, each)
        money = "money" in (each.code, each.variant)
        assert rows.unverified == (frozenset({waits.pk}) if money and each.scope != ("督查",) else frozenset())  # fmt: skip
        if not money and each.code != "rules":
            assert len(rows.above) == each.above, each.code
            assert each.below is None or len(rows.below) == each.below


def test_two_sources_that_are_told_together_are_counted_together(district):
    steps.closed(district, source="environment")
    answers = [each for each in answers_of("findings", 2026, TODAY) if each.code == "found"]
    assert [each.scope for each in answers] == [(), ("环保",), ("督察",), ("环保", "督察")]


def test_the_next_report_leaves_out_money_that_nobody_verified(district):
    of_a_year(district)
    draft = written(2026, TODAY).draft
    assert "问题整改完成率66.6%。" in draft.text
    assert [gap.why for gap in draft.gaps if gap.counted.answer.code == "money"] == ["尚未核实"]


def test_a_place_that_keeps_none_answers_nothing():
    assert answers_of("findings", 2026, TODAY) is None
