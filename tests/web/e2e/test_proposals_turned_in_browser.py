"""Suggestions that do not go straight, walked in real Chromium: returned and given to another unit, unsatisfied twice, withdrawn."""

import pytest

from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals.models import Rating
from tests.web.conftest import TODAY, build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE, Post, state

DAY = TODAY.isoformat()


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_suggestion_given_to_another_unit_and_unsatisfied_twice(visit, where):
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    offices = {name: str(office.pk) for name, office in district.offices.items()}
    keeper, first, head, officer = (
        Post(visit, name, where, "proposals") for name in ("supervisor", "head", "head2", "officer2")
    )
    keeper.do("new", number="提案第9号", title="关于规范停车的提案", kind="proposal", filed_on=DAY, signatories="陈晓岚", place="重庆")  # fmt: skip
    keeper.do("assign", lead=offices["发改局"], on=DAY)
    first.do("return", reason="停车管理属住建部门职责")
    keeper.do("assign", lead=offices["住建局"], on=DAY)
    assert Matter.objects.get().office_id == district.offices["住建局"].pk
    officer.do("sign")
    signatory = str(Matter.objects.get().proposal.signatories.get().pk)
    rating = {"of": "reply", "signatory": signatory, "given_on": DAY, "value": "dissatisfied"}
    for number in (1, 2):
        if number == 1:
            assert ("尚未与", "talk")[said] in head.refused("reply", number="住建函1号", words="列入计划", outcome="A", sent_on=DAY, public="yes")  # fmt: skip
        officer.do("contact", signatory=signatory, on=DAY, means="visit", words="当面听取意见")
        head.do("reply", number=f"住建函{number}号", words="已增设泊位", outcome="A", sent_on=DAY, public="yes")  # fmt: skip
        keeper.do("rate", **rating)
        if number == 1:
            keeper.do("redo")
    keeper.do("confer", on=DAY, words="会议纪要：分步增设泊位")
    assert state() == "conference"
    keeper.do("settle")
    assert [each.value for each in Rating.objects.all()] == ["dissatisfied", "dissatisfied"]
    keeper.see()
    assert "0.0%" in keeper.see("/proposals/rates/")


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_suggestion_taken_back_is_owed_no_more(visit, where):
    district = build_district()
    keeper, officer = (Post(visit, name, where, "proposals") for name in ("supervisor", "officer"))
    keeper.do("new", number="建议第9号", title="关于增设健身步道的建议", filed_on=DAY, signatories="陈晓岚", place="重庆")  # fmt: skip
    keeper.do("assign", lead=str(district.offices["发改局"].pk), on=DAY)
    officer.do("sign")
    assert Matter.objects.get().due is not None
    keeper.do("withdraw", on=DAY, reason="代表书面撤回")
    matter = Matter.objects.get()
    assert (matter.state, matter.due) == ("withdrawn", None)
    assert {"zh-CN": "代表书面撤回", "en-GB": "代表书面撤回"}[where[0]] in officer.see()
    keeper.see("/proposals/?phase=ended")
