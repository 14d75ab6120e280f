"""A value that stands in no proportion to its target or to the one before it is asked about, and counts once somebody says why it is right."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Completion, Update
from luoshi_web.supervision.progress.proportion import out_of_proportion
from luoshi_web.supervision.services.change import ask_target_change
from luoshi_web.supervision.services.progress import Report, report
from tests.web.closing_steps import claim, prove
from tests.web.conftest import NOW

JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)


@pytest.mark.parametrize(
    ("value", "target", "last", "rate", "odd"),
    [
        (130_000, 13, None, False, "far_over_target"),  # 13万个 against 13个
        (130, 13, None, False, "far_over_target"),
        (39, 13, None, False, ""),  # three times over: it happens
        (13, 130_000, None, False, "far_under_target"),  # 13 against 13万
        (200, 130_000, None, False, ""),  # the year's first weeks
        (0, 130_000, None, False, ""),
        (120_000, 130_000, 12, False, "far_over_last"),
        (12, 13, 1, False, ""),
        (12, 130_000, 110_000, False, "far_under_target"),
        (9_000, 130_000, 110_000, False, "far_under_last"),
        (100_000, 130_000, 110_000, False, ""),  # put right, but of its size
        (5, None, 60, False, "far_under_last"),
        ("0.055", 6, None, True, "far_under_target"),  # the share for the percent
        ("5.5", 6, "0.1", True, ""),
        ("-2", 6, 5, True, ""),
        (65, 6, 5, True, "far_over_target"),
        ("0.4", "0.5", None, True, ""),
        ("4", "0.3", None, True, ""),
        (7, None, None, False, ""),
    ],
)
def test_what_is_asked_about(value, target, last, rate, odd):
    numbers = [None if each is None else Decimal(each) for each in (target, last)]
    assert out_of_proportion(Decimal(value), target=numbers[0], last=numbers[1], is_rate=rate) == odd


@pytest.fixture
def shops(make_item):
    return make_item(kind="target", low=Decimal(13), original_low=Decimal(13), unit="个", bound="at_least")


def test_a_report_out_of_proportion_counts_once_its_reason_is_said(district, shops):
    said = {"actor": district.actor("officer"), "item_id": shops.pk, "period": JANUARY, "at": NOW}
    with pytest.raises(Refusal) as refused:
        report(**said, said=Report(value="13万个", words="已建成"))
    assert refused.value.code == "odd_far_over_target"
    assert "13万个" in str(refused.value)
    assert "13个" in str(refused.value)
    assert not Update.objects.exists()

    made = report(**said, said=Report(value="13万个", words="已建成", odd_reason="含代销点"))
    assert (made.odd, made.odd_reason) == ("far_over_target", "含代销点")
    assert '"odd_reason":"含代销点"' in Act.objects.get(verb="progress.report").details


def test_what_is_in_proportion_keeps_no_reason(district, shops):
    said = Report(value="3个", words="已建成", odd_reason="不必说")
    made = report(actor=district.actor("officer"), item_id=shops.pk, period=JANUARY, said=said, at=NOW)
    assert (made.odd, made.odd_reason) == ("", "")


def test_the_value_before_is_that_of_an_earlier_period(district, make_item):
    item = make_item(kind="target", low=Decimal(130_000), unit="户", bound="at_least")
    said = {"actor": district.actor("officer"), "item_id": item.pk, "at": NOW}
    report(**said, period=JANUARY, said=Report(value="9万户", words="已办"))
    with pytest.raises(Refusal) as refused:
        report(**said, period=FEBRUARY, said=Report(value="5000户", words="已办"))
    assert refused.value.code == "odd_far_under_last"


def test_a_claim_out_of_proportion_is_asked_about(district, shops):
    prove(district, shops)
    with pytest.raises(Refusal) as refused:
        claim(district, shops, words="全部建成", value=Decimal(130_000))
    assert refused.value.code == "odd_far_over_target"
    claim(district, shops, words="全部建成", value=Decimal(130_000), odd_reason="含代销点")
    assert Completion.objects.get().odd_reason == "含代销点"


def test_another_target_out_of_proportion_is_confirmed(district, shops):
    asked = {"actor": district.actor("head"), "item_id": shops.pk, "high": None, "reason": "上级下达新任务", "at": NOW}  # fmt: skip
    with pytest.raises(Refusal) as refused:
        ask_target_change(**asked, low=Decimal(130_000))
    assert refused.value.code == "change_odd"
    change = ask_target_change(**asked, low=Decimal(130_000), confirmed=True)
    assert change.low == 130_000
    assert '"confirmed":true' in Act.objects.get(verb="change.ask").details


class TestPages:
    def test_the_form_asks_why_only_after_it_was_refused(self, district, shops):
        browser = district.client("officer")
        address = f"/progress/items/{shops.pk}/report/?period=2026-01-31"
        assert 'type="hidden" name="odd_reason"' in browser.get(address).content.decode()
        typed = {"state": "reported", "value": "13万个", "words": "已建成"}
        asked = browser.post(address, typed).content.decode()
        assert 'type="text" name="odd_reason"' in asked
        assert "13万个" in asked
        browser.post(address, typed | {"odd_reason": "含代销点"})
        assert Update.objects.get().value == 130_000
        assert "含代销点" in browser.get(f"/progress/items/{shops.pk}/").content.decode()

    def test_a_period_that_is_reported_says_so_before_the_form_is_filled(self, district, shops):
        said = Report(value="3个", words="三处已开业")
        report(actor=district.actor("officer"), item_id=shops.pk, period=JANUARY, said=said, at=NOW)
        shown = district.client("officer").get(f"/progress/items/{shops.pk}/report/?period=2026-01-31")
        page = shown.content.decode()
        assert "三处已开业" in page
        assert f"/progress/updates/{Update.objects.get().pk}/correct/" in page
        assert "<textarea" not in page

    def test_a_claim_takes_its_value_with_the_unit_and_asks(self, district, shops):
        prove(district, shops)
        browser = district.client("head")
        address = f"/checks/items/{shops.pk}/claim/"
        typed = {"version": shops.version, "value": "13万个", "words": "全部建成"}
        assert 'type="text" name="odd_reason"' in browser.post(address, typed).content.decode()
        assert "个" in browser.post(address, typed | {"value": "13户"}).content.decode()
        browser.post(address, typed | {"value": "14 个"})
        assert Completion.objects.get().value == 14

    def test_another_target_is_written_with_its_unit(self, district, make_item):
        item = make_item(
            kind="target", low=Decimal(2_000_000_000), original_low=Decimal(2_000_000_000), unit="元", bound="at_least"
        )  # fmt: skip
        browser = district.client("head")
        address = f"/items/{item.pk}/target/"
        assert "20亿元" in browser.get(address).content.decode()
        asked = browser.post(address, {"version": 0, "value": "18000亿元", "reason": "上级下达新任务"})
        assert 'type="checkbox" name="confirmed"' in asked.content.decode()
        browser.post(address, {"version": 0, "value": "18亿元", "reason": "土地指标未批"})
        change = item.changes.get()
        assert (change.low, change.lowers) == (1_800_000_000, True)
        shown = browser.get(f"/items/{item.pk}/limits/").content.decode()
        assert "18亿元" in shown
        assert "1800000000" not in shown
