"""A matter decided collectively walked in real Chromium by the posts that own it, with what is refused on the way, and what the auditor then sees."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.registers.collective.models import MeetingRule, Threshold
from luoshi_web.registers.collective.services import deciding
from luoshi_web.registers.matters.meetings import Meeting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE, Post
from tests.web.registers import collective_steps as steps
from tests.web.registers.collective_steps import act


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_matter_from_its_unit_to_its_closing(visit, where):
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    bring, carry = (str(district.offices[name].pk) for name in ("发改局", "住建局"))
    keeper, second, officer, other, auditor = (
        Post(visit, name, where, "collective") for name in ("supervisor", "supervisor2", "officer", "officer2", "auditor")
    )  # fmt: skip
    assert ("尚未登记三重一大事项", "No matter decided collectively is entered yet.")[said] in keeper.see(
        "/collective/"
    )
    _rules(keeper, second)
    keeper.do(
        "new", number="议题9号", title="购置应急排涝设备", kind="money", office=bring, proposer="副区长", on="2026-01-05", amount="1200000", payee="云杉公司",
        project="排涝能力提升",
    )  # fmt: skip
    keeper.do("clear", words="材料齐备")
    unbudgeted = keeper.refused("schedule", on="2026-01-15", materials_on="2026-01-14")
    assert ("预算", "no budget line")[said] in unbudgeted
    keeper.do("send_back", on="2026-01-05", reason="缺预算依据")
    officer.do("check", of="budget", result="passed", on="2026-01-06", words="年度预算第8行")
    officer.do("again", words="已补预算依据")
    keeper.do("clear", words="材料齐备")
    above = keeper.refused("execute_below", on="2026-01-08", decided_by="分管副区长")
    assert ("已达标准", "It reaches the threshold")[said] in above
    keeper.do("schedule", on="2026-01-15", materials_on="2026-01-14")
    meetings = Post(visit, "supervisor", where, "meetings")
    meetings.do("new", kind="standing", number="第2次", on="2026-01-14", entitled="11", present="5", absent="六人出差", chair="区长")  # fmt: skip
    meetings.do("new", kind="standing", number="第3次", on="2026-01-15", entitled="11", present="9", absent="两人出差", chair="区长")  # fmt: skip
    few, held = (str(Meeting.objects.get(number=number).pk) for number in ("第2次", "第3次"))
    did = {"result": "passed", "way": "hands", "words": "原则同意", "order": "区长、甲、乙"}
    assert ("到会人数不足", "Too few members came")[said] in keeper.refused("discuss", meeting=few, yes="5", chair_last=True, **did)  # fmt: skip
    first = keeper.refused("discuss", meeting=held, yes="8", no="1", dissents="乙，单价偏高", **did)
    assert ("要求主持人末位表态", "speaks last here")[said] in first
    assert Matter.objects.get().state == "listed"
    did["order"] = "甲、乙、区长"
    keeper.do("discuss", meeting=held, yes="8", no="1", dissents="乙，单价偏高", chair_last=True, **did)
    assert ("纪要尚未签发", "are not signed")[said] in keeper.refused(
        "execute", on="2026-01-20", executor=carry
    )
    meetings.page.goto(f"/meetings/{held}/minutes/")
    for name, value in {"number": "常务纪要3号", "on": "2026-01-20"}.items():
        meetings.page.locator(f"[name={name}]").fill(value)
    meetings.visitor.follow("form.acts button")
    keeper.do("execute", on="2026-01-22", executor=carry, due="2026-06-30")
    other.do("pay", on="2026-01-22", amount="700000", proof="回单8号")
    over = other.refused("pay", on="2026-01-22", amount="500000.01", proof="回单9号")
    assert ("超出决定金额", "More than was decided")[said] in over
    other.do("feed_back", on="2026-01-23", words="设备已到位")
    keeper.do("close", words="现场已核")
    assert Matter.objects.get().state == "closed"
    late = ("送达过晚", "its papers came too late before the meeting")[said]
    assert late in auditor.see("/collective/audit/?year=2026")
    assert "单价偏高" in auditor.see()
    for address in ("/collective/", "/collective/figures/", "/collective/rules/", "/meetings/", "/registers/", "/registers/calendar/"):  # fmt: skip
        keeper.see(address)


def _rules(keeper, second):
    """A threshold and a rule of meetings, entered by one person and confirmed by another."""
    for address, said in (
        (
            "threshold",
            {"kind": "money", "amount": "1000000", "since": "2025-01-01", "source": "议事规则第8条"},
        ),
        ("meeting", {"chair_last": True, "since": "2025-01-01", "source": "议事规则第3条"}),
    ):
        keeper.page.goto(f"/collective/rules/{address}/")
        for name, value in said.items():
            keeper._fill(keeper.page.locator(f"[name={name}]").first, value)
        keeper._look()
        keeper.visitor.follow("form.acts button")
        keeper._look()
    second.see("/collective/rules/")
    for path in ("threshold", "meeting"):
        second.visitor.follow(f"form[action*='rules/{path}/'][action$='confirm/'] button")
        second._look()
    assert Threshold.objects.get().confirmed_by == MeetingRule.objects.get().confirmed_by
    assert Threshold.objects.get().confirmed_by is not None


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_the_auditor_sees_what_went_round_the_meeting(visit, where):
    """Payments in parts under the threshold, and what a leader had done before any meeting had it on its agenda."""
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    steps.threshold(district)
    for on in (date(2026, 1, 9), date(2026, 1, 30), date(2026, 3, 4)):
        row = steps.cleared(district, on=on, amount=Decimal(400_000), title=f"排涝设备{on.month}月")
        paid = {"on": on, "amount": Decimal(400_000), "payee": "云杉公司", "proof": "回单"}
        act(deciding.execute_below, district, row, "supervisor", on, on=on, decided_by="分管副区长", executor=None, due=None)  # fmt: skip
        act(deciding.pay, district, row, "officer", on, **paid)
    steps.first(district, title="抢修堤坝")
    steps.met(district, steps.listed(district, title="养老设施采购"))
    auditor = Post(visit, "auditor", where, "collective")
    shown = auditor.see("/collective/audit/?year=2026")
    for words in (
        "排涝设备3月", "抢修堤坝", ("化整为零", "in parts under the threshold")[said], ("尚未经会议追认", "no meeting has ratified it")[said],
    ):  # fmt: skip
        assert words in shown
    assert "排涝设备1月" not in shown
    assert "养老设施采购" not in shown
