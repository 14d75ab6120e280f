"""Values as people write them; periods; names of files."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.intake.names import LONGEST, clean_name
from luoshi_web.supervision.progress.periods import (
    asked_on,
    is_period,
    month_before,
    month_end,
    owed_on,
    passed,
)
from luoshi_web.supervision.progress.values import ValueFault, read_value, write_target, write_value


@pytest.mark.parametrize(
    ("text", "unit", "target", "value"),
    [
        ("3.2亿元", "元", None, "320000000"),
        ("3200万元", "元", None, "32000000"),
        ("12,500万元", "元", None, "125000000"),
        ("３．５亿元", "元", None, "350000000"),
        ("320000000", "元", 500_000_000, "320000000"),
        ("3.2万", "人", 50_000, "32000"),
        ("－2.1%", "%", None, "-2.1"),
        ("5.5", "%", 6, "5.5"),
        ("2个百分点", "百分点", None, "2"),
        ("50户", "户", None, "50"),
        ("50", "户", 60, "50"),
        ("0", "个", 2, "0"),
        ("一百二十点五", "亩", None, "120.5"),
        (" 3.2 亿元 ", "元", None, "320000000"),
    ],
)
def test_a_value_is_read_in_the_items_unit(text, unit, target, value):
    assert read_value(text, unit=unit, target=target and Decimal(target)) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "target", "code"),
    [
        ("", "元", None, "no_number"),
        ("正在统计", "元", None, "no_number"),
        ("同比增长5%，完成3.2亿元", "元", None, "several_numbers"),
        ("约3亿元", "元", None, "not_exact"),
        ("3亿元以上", "元", None, "not_exact"),
        ("完成3亿元", "元", None, "not_exact"),
        ("3亿元", "户", None, "other_unit"),
        ("3.2", "元", 500_000_000, "unit_needed"),
        ("99999999999999亿元", "元", None, "too_large"),
    ],
)
def test_what_is_not_plain_is_not_guessed(text, unit, target, code):
    with pytest.raises(ValueFault) as fault:
        read_value(text, unit=unit, target=target and Decimal(target))
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("320000000.000000", "元", "3.2亿元"),
        ("12000", "人", "1.2万人"),
        ("123456789", "元", "12345.6789万元"),
        ("5.500000", "%", "5.5%"),
        ("-2.1", "%", "-2.1%"),
        ("20000", "%", "20000%"),
        ("0", "个", "0个"),
        ("1234567.5", "元", "1234567.5元"),
    ],
)
def test_a_value_is_written_as_people_read_it_and_can_be_read_again(value, unit, text):
    assert write_value(Decimal(value), unit) == text
    assert read_value(text, unit=unit) == Decimal(value)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("5.500000", "%", "5.5%"),
        ("20000", "%", "20000%"),
        ("1000000000", "元", "10亿元"),
        ("1234000000", "元", "12.34亿元"),
        ("1234500000", "元", "123450万元"),  # three decimals in 亿: 万 says it exactly
        ("65000", "人", "6.5万人"),
        ("6543", "人", "6543人"),
        ("12345", "人", "12345人"),
        ("-30000", "吨", "-3万吨"),
        ("0", "处", "0处"),
        ("100", "处", "100处"),
    ],
)
def test_values_are_written_in_the_largest_unit_that_says_them_shortly(value, unit, written):
    assert write_value(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("low", "high", "unit", "bound", "written"),
    [
        ("5.5", None, "%", "about", "5.5%左右"),
        (None, "5.5", "%", "at_most", "5.5%以内"),
        ("6500", None, "人", "at_least", "6500人以上"),
        ("4.5", "5", "%", "range", "4.5%—5%"),
        ("12", "12", "处", "exact", "12处"),
        ("10000000000", None, "元", "more_than", "超过100亿元"),
        (None, None, "", "qualitative", ""),
    ],
)
def test_targets(low, high, unit, bound, written):
    numbers = [Decimal(each) if each is not None else None for each in (low, high)]
    assert write_target(*numbers, unit, bound) == written


def test_no_value_is_no_text():
    assert write_value(None, "元") == ""


def test_periods_are_months_ends():
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
    assert month_before(date(2026, 3, 31)) == date(2026, 2, 28)
    assert is_period(date(2026, 2, 28))
    assert not is_period(date(2026, 2, 27))


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2026-03-10", "2026-02-28"), ("2026-03-19", "2026-02-28"), ("2026-03-20", "2026-03-31")],
)
def test_from_the_twentieth_on_the_running_month_is_asked_for(day, asked):
    assert asked_on(date.fromisoformat(day)) == date.fromisoformat(asked)


@pytest.mark.parametrize(
    ("day", "every", "owed"),
    [
        ("2026-03-05", 1, "2026-01-31"),  # on the day itself there is still time
        ("2026-03-06", 1, "2026-02-28"),
        ("2026-01-06", 1, "2025-12-31"),
        ("2026-03-06", 3, "2025-12-31"),
        ("2026-04-06", 3, "2026-03-31"),
        ("2026-06-30", 6, "2025-12-31"),
    ],
)
def test_a_report_is_owed_after_the_day_it_was_due(day, every, owed):
    assert owed_on(date.fromisoformat(day), report_by=5, every_months=every) == date.fromisoformat(owed)


@pytest.mark.parametrize(
    ("begins", "ends", "day", "part"),
    [
        ("2026-01-01", "2026-12-31", "2026-11-30", 11 / 12),  # 宣城: 91.7 %
        ("2026-01-01", "2026-12-31", "2026-02-28", 2 / 12),  # a short month is a whole one
        ("2026-01-01", "2026-06-30", "2026-03-31", 0.5),
        ("2026-01-01", "2026-06-30", "2026-09-30", 1),
        ("2026-07-01", "2026-12-31", "2026-03-31", 0),
        ("2026-03-16", "2026-04-30", "2026-03-31", (16 / 31) / (1 + 16 / 31)),
    ],
)
def test_months_count_as_twelfths(begins, ends, day, part):
    assert passed(*(date.fromisoformat(each) for each in (begins, ends, day))) == pytest.approx(part)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\桌面\\佐证.pdf", "佐证.pdf"),
        ("季度\u202efdp.exe", "季度fdp.exe"),
        ("报\u200b告\x00\r\n.pdf", "报告.pdf"),
        ("con.pdf", "_con.pdf"),
        ("a<b>:c|d?.pdf", "a_b__c_d_.pdf"),
        ("....pdf", "附件.pdf"),
        ("", "附件"),
        ("/", "附件"),
        ("照片 1 . jpg", "照片 1.jpg"),
    ],
)
def test_a_name_is_made_harmless(name, cleaned):
    assert clean_name(name) == cleaned


def test_a_long_name_keeps_its_ending():
    assert clean_name("长" * 500 + ".pdf") == "长" * (LONGEST - 4) + ".pdf"
