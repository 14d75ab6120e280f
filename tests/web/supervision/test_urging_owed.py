"""What the ladder says of reports and milestones, which no limit of an item holds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.supervision.models import Milestone, Update, Urge
from luoshi_web.supervision.urging.run import run_day
from tests.web.supervision.test_urging_run import at, red, reported

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)


def codes(day):
    """What a run of the day urged: (rung, code, days)."""
    run_day(day, at=at(day))
    return [(urge.rung, urge.code, urge.inputs.get("days")) for urge in Urge.objects.order_by("pk")]


def test_a_report_that_is_missing_is_urged_by_the_day_of_the_lights_rule(district, make_item):
    """The fifth of April 2026 is a Sunday within 清明 (4 to 6 April): Tuesday the seventh is the last day."""
    silent = make_item(title="甲路改造")
    reported(make_item(title="乙桥建设"), MARCH)
    assert codes(date(2026, 4, 3)) == []
    assert codes(date(2026, 4, 7)) == [(1, "report_near", 0)]
    assert codes(date(2026, 4, 8)) == [(1, "report_near", 0)], "not twice within the days of rest"
    assert codes(date(2026, 4, 10)) == [(1, "report_near", 0), (2, "report_missed", 3)]
    assert set(Urge.objects.values_list("item", "occasion")) == {(silent.pk, "report:2026-03-31")}


def test_no_report_is_owed_of_a_month_before_the_item_was_issued(district, make_item):
    make_item()  # on 10 March
    assert codes(date(2026, 3, 10)) == []


def test_data_that_are_not_published_yet_are_reported(district, make_item):
    reported(make_item(), MARCH, state="no_data")
    assert codes(date(2026, 4, 8)) == []


def test_a_light_that_is_yellow_for_a_missing_report_alone_says_it_no_second_time(district, make_item):
    item = make_item()
    red(item, date(2026, 4, 8))
    item.lights.update(colour="yellow", reason="unreported")
    assert codes(date(2026, 4, 8)) == [(1, "report_missed", 1)]


@pytest.fixture
def school(district, make_item):
    """2,400 places by the year's end, 1,200 of them by 30 June."""
    item = make_item(low=Decimal(2400), unit="个", kind="target", bound="at_least", title="新增学位2400个")
    Milestone.objects.create(item=item, due=JUNE, value=Decimal(1200))
    return item


def test_a_milestone_that_nears_is_told_once(school):
    reported(school, date(2026, 5, 31), value=Decimal(700))
    assert codes(JUNE - timedelta(days=8)) == []
    assert codes(JUNE - timedelta(days=7)) == [(1, "milestone_near", 7)]
    assert codes(JUNE - timedelta(days=1)) == [(1, "milestone_near", 7)]
    assert Urge.objects.get().occasion == "milestone:2026-06-30"


def test_a_milestone_that_is_reached_is_not_told(school):
    reported(school, date(2026, 5, 31), value=Decimal(1200))
    assert codes(JUNE - timedelta(days=7)) == []


def test_a_milestone_is_missed_by_a_report_and_not_by_silence(school):
    reported(school, date(2026, 5, 31), value=Decimal(700))
    assert codes(date(2026, 7, 1)) == [], "the report of June is not due before 6 July"
    reported(school, JUNE, value=Decimal(1100))
    assert codes(date(2026, 7, 2)) == [(1, "milestone_missed", 2)]


def test_a_gap_that_has_its_light_is_urged_by_the_light_alone(school):
    reported(school, JUNE, value=Decimal(700))
    red(school, date(2026, 7, 2))
    type(school).objects.update(gap_light="red")
    assert [code for _, code, _ in codes(date(2026, 7, 2))] == ["red"]


def test_no_data_yet_misses_no_milestone(school):
    reported(school, JUNE, state="no_data")
    assert codes(date(2026, 7, 2)) == []


def test_a_rate_and_a_cap_have_no_milestones_to_be_urged_for(district, make_item):
    for columns in ({"is_rate": True, "low": Decimal(6)}, {"bound": "at_most", "high": Decimal(30)}):
        item = make_item(unit="%", **columns)
        Milestone.objects.create(item=item, due=JUNE, value=Decimal(6))
        reported(item, JUNE, value=Decimal(1))
    assert codes(JUNE - timedelta(days=5)) == []
    assert codes(date(2026, 7, 2)) == []


def test_a_milestone_in_words_is_told_and_not_judged(district, make_item):
    item = make_item()
    Milestone.objects.create(item=item, due=JUNE, words="完成初步设计")
    reported(item, date(2026, 5, 31))
    assert codes(JUNE - timedelta(days=7)) == [(1, "milestone_near", 7)]
    Update.objects.update(period=JUNE)
    assert codes(date(2026, 7, 2)) == [(1, "milestone_near", 7)]
