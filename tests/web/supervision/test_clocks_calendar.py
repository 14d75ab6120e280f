"""The calendar: what a day is, what is not known yet, the district's own days, the sentence."""

from datetime import date

import pytest
from django.utils import translation

from luoshi_web.supervision.clocks.defaults import DefaultsError, defaults, read_defaults
from luoshi_web.supervision.clocks.explain import explain, steps
from luoshi_web.supervision.models import Limit
from luoshi_web.workdays import calendar as days
from luoshi_web.workdays.calendar import Calendar, Kind
from luoshi_web.workdays.count import CALENDAR, DATE, MONTHS, WORKING, Pause, count_limit
from luoshi_web.workdays.local import LocalDaysError, read_local_days

PLAIN = Calendar()
UNKNOWN = 2060
"""A year whose arrangement nobody knows for a long time."""


def test_a_swapped_day_knows_what_it_was_swapped_with():
    off, worked = PLAIN.day(date(2026, 2, 20)), PLAIN.day(date(2026, 2, 14))
    assert (off.kind, off.other, off.rests) == (Kind.IN_LIEU, date(2026, 2, 14), True)
    assert (worked.kind, worked.other, worked.rests) == (Kind.MAKE_UP, date(2026, 2, 20), False)


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        ("2018-12-29", Kind.MAKE_UP),  # by the arrangement of 2019
        ("2018-12-31", Kind.IN_LIEU),
        ("2005-12-31", Kind.MAKE_UP),  # by the arrangement of 2006
        ("2020-01-31", Kind.HOLIDAY),  # the holiday that was lengthened
        ("2015-09-03", Kind.HOLIDAY),  # once only
        ("2026-03-08", Kind.WEEKEND),
        ("2026-03-09", Kind.WORKDAY),
    ],
)
def test_what_a_day_is(on, kind):
    assert PLAIN.day(date.fromisoformat(on)).kind is kind


def test_the_years_whose_arrangement_is_published_are_known():
    assert all(PLAIN.announced(year) for year in range(days.FIRST_YEAR, 2027))
    assert not PLAIN.announced(UNKNOWN)


def test_late_december_waits_for_the_next_years_arrangement(monkeypatch):
    known = days._year
    monkeypatch.setattr(days, "_year", lambda year: known(UNKNOWN if year == 2027 else year))
    assert PLAIN.waits_for(date(2026, 12, 25)) is None
    assert PLAIN.waits_for(date(2026, 12, 26)) == 2027
    assert PLAIN.waits_for(date(2025, 12, 31)) is None


def test_what_is_not_announced_is_said():
    counted = count_limit(date(UNKNOWN, 3, 1), 5, WORKING, PLAIN)
    assert counted.waits_for == (UNKNOWN,)
    with translation.override("en"):
        assert f"for {UNKNOWN} is not announced yet" in explain(counted)
    assert count_limit(date(2026, 3, 1), 5, WORKING, PLAIN).waits_for == ()
    assert count_limit(date(2026, 1, 1), 12, MONTHS, PLAIN).last.year == 2027
    assert count_limit(date(UNKNOWN, 3, 1), 30, DATE, PLAIN).waits_for == ()


def test_the_calendar_has_ends():
    with pytest.raises(ValueError, match="no calendar for 2000-12-31"):
        PLAIN.day(date(2000, 12, 31))
    with pytest.raises(ValueError, match="no calendar"):
        PLAIN.day(date(days.LAST_YEAR + 1, 1, 1))
    assert PLAIN.day(date(days.LAST_YEAR, 12, 31)).kind is Kind.WORKDAY


LOCAL = """
announced = [2060]
[[day]]
on = 2026-04-20
rests = true
name = "壮族三月三"
english = "Sanyuesan"
source = "an invented rule"
[[day]]
on = 2026-04-25
rests = false
name = "三月三调休上班"
source = "an invented rule"
"""


def test_a_district_has_days_of_its_own(tmp_path):
    path = tmp_path / "days.toml"
    path.write_text(LOCAL, encoding="utf-8")
    calendar = Calendar(read_local_days(path))
    assert calendar.edition.startswith(f"{PLAIN.edition} + local ")
    assert calendar.day(date(2026, 4, 20)).kind is Kind.LOCAL_REST
    counted = count_limit(date(2026, 4, 17), 5, WORKING, calendar)
    assert counted.due == date(2026, 4, 25)
    assert count_limit(date(2026, 4, 17), 5, WORKING, PLAIN).due == date(2026, 4, 24)
    assert counted.edition == calendar.edition
    with translation.override("en"):
        assert "Sanyuesan" in explain(counted)
    with translation.override("zh-hans"):
        assert "壮族三月三" in explain(counted)
    assert calendar.announced(2060)
    assert count_limit(date(2060, 3, 1), 5, WORKING, calendar).waits_for == ()


def test_without_a_file_there_are_no_own_days(tmp_path):
    assert Calendar(read_local_days(tmp_path / "days.toml")).edition == PLAIN.edition


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day = 3 =", "Expected|Invalid|invalid"),
        ("closed = 1", "unknown key 'closed'"),
        ("announced = ['2027']", "list of years"),
        ("[[day]]\non = 2026-04-20\nrests = true\nname = 'x'", "name and source"),
        ("[[day]]\non = '2026-04-20'\nrests = true\nname = 'x'\nsource = 'y'", "on is a date"),
        ("[[day]]\non = 2026-04-20\nrests = 1\nname = 'x'\nsource = 'y'", "rests is true or false"),
        ("[[day]]\non = 2026-04-20\nrests = true\nname = 'x'\nsource = 'y'\nwhy = 'z'", "its keys are"),
        ("[[day]]\non = 2026-04-20\nrests = true\nname = 'x'\nsource = 'y'\n" * 2, "stands twice"),
    ],
)
def test_a_wrong_file_of_days_is_refused_with_its_place(tmp_path, text, said):
    path = tmp_path / "days.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LocalDaysError, match=said) as refused:
        read_local_days(path)
    assert str(path) in str(refused.value)


def test_the_sentence_in_both_languages():
    counted = count_limit(date(2026, 2, 10), 15, WORKING, PLAIN, [Pause(date(2026, 3, 2), date(2026, 3, 4))])
    with translation.override("en"):
        english = explain(counted)
    with translation.override("zh-hans"):
        chinese = explain(counted)
    for words in (
        "15 working days from Tuesday 10 February 2026", "first that counts is Wednesday 11 February 2026", "15 February to 23 February",
        "Chinese New Year", "14 February (worked for 20 February)", "Suspended from 2 March 2026 until 4 March 2026: 2 days",
        "ends on Wednesday 11 March 2026", PLAIN.edition,
    ):  # fmt: skip
        assert words in english
    for words in (
        "15个工作日", "2026年2月10日", "当日不计", "2月15日至2月23日", "春节", "2月14日（与2月20日调休）", "2026年3月2日起中止",
        "2天不计入", "2026年3月11日星期三届满", PLAIN.edition,
    ):  # fmt: skip
        assert words in chinese


@pytest.mark.parametrize(
    ("began", "count", "unit", "chinese", "english"),
    [
        ("2026-03-06", 30, CALENDAR, "最后一日2026年4月5日星期日不上班", "The last day, Sunday 5 April 2026, is not worked"),
        ("2026-01-31", 1, MONTHS, "该月无对应日，以月末日为准", "so its last day"),
        ("2026-03-10", 3, MONTHS, "至对应日", "to the day of the same number"),
        ("2026-01-12", 353, DATE, "2026年1月12日定期", "The day was set on 12 January 2026"),
    ],
)  # fmt: skip
def test_each_rule_has_its_sentence(began, count, unit, chinese, english):
    counted = count_limit(date.fromisoformat(began), count, unit, PLAIN)
    with translation.override("zh-hans"):
        assert chinese in explain(counted)
    with translation.override("en"):
        assert english in explain(counted)


def test_a_step_that_changed_nothing_is_not_told():
    with translation.override("en"):
        assert len(steps(count_limit(date(2026, 3, 9), 3, WORKING, PLAIN))) == 3


def test_the_table_of_defaults_holds():
    table = defaults()
    assert {row.kind for row in table.values()} <= set(Limit.Kind.values)
    assert [(table[code].count, table[code].unit) for code in ("sign", "return", "urged", "object", "decide")] == [
        (3, WORKING), (5, WORKING), (5, WORKING), (30, CALENDAR), (30, CALENDAR),
    ]  # fmt: skip
    assert (table["note_urgent"].least, table["note_urgent"].count) == (1, 5)
    assert all(row.source and row.remark for row in table.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('unit = "working"', 'unit = "weeks"'), "unknown kind or unit"),
        (('kind = "sign"', 'kind = "sing"'), "unknown kind or unit"),
        (("count = 3", "count = 0"), "whole numbers"),
        (("count = 3", "count = 3\nleast = 4"), "whole numbers"),
        (('source = "本系统默认值"', 'source = ""'), "every word"),
        (("count = 3", "counts = 3"), "its keys are"),
    ],
)
def test_a_wrong_default_is_refused_with_its_place(tmp_path, change, said):
    from luoshi_web.supervision.clocks.defaults import TABLE

    first = TABLE.read_text(encoding="utf-8").split("[return]")[0]
    path = tmp_path / "limits.toml"
    path.write_text(first.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DefaultsError, match=said) as refused:
        read_defaults(path)
    assert "[sign]" in str(refused.value)
