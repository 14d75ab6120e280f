"""Cases of courts, and an application that stood still, walked in real Chromium: two instances, who came, what the court advises, late answers."""

import pytest

from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.models import CaseAdvice, Reconsideration
from tests.web.conftest import TODAY, build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE, Post, state

DAY = TODAY.isoformat()


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_court_case_through_two_instances(visit, where):
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    keeper, head, officer = (Post(visit, name, where, "cases") for name in ("supervisor", "head", "officer"))
    suit = {"title": "请求撤销行政处罚决定案", "office": str(district.offices["发改局"].pk), "cause": "请求撤销处罚决定"}  # fmt: skip
    keeper.do("sued", number="（2026）行初9号", level="1", court="青川区人民法院", people="陈晓岚，13800000000", filed_on="2026-01-05", copy_received_on="2026-01-06", **suit)  # fmt: skip
    head.do("plead", on="2026-01-26", words="处罚决定合法适当")  # five days late
    officer.do("set_hearing", on="2026-02-03", asked=True)
    came = {"hearing": str(CourtHearing.objects.get().pk), "came": "staff", "name": "林某", "post": "科长"}
    assert ("负责人未出庭的理由", "Say why no head came.")[said] in officer.refused("who_came", **came)
    officer.do("who_came", excuse="none", reason="参加区政府常务会议", **came)
    officer.do("set_hearing", on="2026-02-10", asked=False)
    judged = {"on": "2026-02-24", "judged": "annulled", "judgment": "（2026）行初9号判决"}
    assert ("每次开庭的出庭人员", "who came to each sitting")[said] in keeper.refused("judge", **judged)
    second = str(CourtHearing.objects.latest("pk").pk)
    officer.do("who_came", hearing=second, came="deputy", name="周明远", post="副局长")
    keeper.do("judge", **judged)
    keeper.do("advise", kind="document", office=suit["office"], number="司法建议1号", words="修订处罚裁量基准", received_on="2026-01-06")  # fmt: skip
    keeper.do("serve_judgment", on="2026-02-25")
    assert ("上诉期至", "The time to appeal runs")[said] in keeper.refused("take_effect", on="2026-02-27")
    keeper.do("appeal", on="2026-03-02", by="office")
    officer.do("answer_advice", advice=str(CaseAdvice.objects.get().pk), on=DAY, words="已修订裁量基准")
    shown = keeper.see()
    assert shown.count(("逾期", "missed")[said]) >= 2  # the answer to the court, and that to its advice
    keeper.do("sued", number="（2026）行终9号", level="2", court="市中级人民法院", people="陈晓岚", filed_on="2026-03-04", copy_received_on="2026-03-05", earlier="（2026）行初9号", **suit)  # fmt: skip
    officer.do("set_hearing", on="2026-03-06", asked=False)
    officer.do("who_came", hearing=str(CourtHearing.objects.latest("pk").pk), came="chief", name="沈某", post="局长")  # fmt: skip
    keeper.do("judge", on="2026-03-09", judged="upheld", judgment="（2026）行终9号判决")
    keeper.do("serve_judgment", on="2026-03-09")
    keeper.do("take_effect", on="2026-03-09", perform_by=DAY)
    assert ("尚未履行", "not performed yet")[said] in keeper.refused("close_suit", on=DAY)
    officer.do("carry_out", on=DAY, how="已重新作出决定")
    keeper.do("close_suit", on=DAY)
    assert state() == "suit_closed"
    first = Suit.objects.get(level=1)
    assert "（2026）行终9号" in keeper.see(f"/cases/{first.pk}/")
    assert "陈晓岚" not in head.see()
    keeper.see("/cases/")
    assert "100.0%" in keeper.see("/cases/figures/")


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_an_application_that_stood_still_and_goes_on(visit, where):
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    keeper, second = (Post(visit, name, where, "cases") for name in ("supervisor", "supervisor2"))
    keeper.do(
        "new", number="复〔2026〕9号", title="不服行政许可案", office=str(district.offices["发改局"].pk), kind="licence", claim="请求撤销许可",
        people="陈晓岚", received_on="2026-01-05",
    )  # fmt: skip
    keeper.do("accept", on="2026-01-08", procedure="ordinary")
    keeper.do("handler", on="2026-01-08", handler=str(district.people["supervisor2"].pk))
    assert Reconsideration.objects.get().due.isoformat() == "2026-03-09"
    keeper.do("suspend", ground="7", since="2026-02-02", paper="中止1号", reason="需要有权机关解释")
    assert state() == "suspended"
    assert ("中止计算", "standing still")[said] in keeper.see()
    for address in ("/cases/?phase=waiting", "/registers/", "/registers/calendar/?month=2026-03"):
        keeper.see(address)
    assert ("早于", "before")[said] in keeper.refused("resume", until="2026-02-01", paper="恢复1号")
    keeper.do("resume", until="2026-03-02", paper="恢复1号")
    assert state() == "handling"
    assert Reconsideration.objects.get().due.isoformat() == "2026-04-07"  # 25 days counted before, 35 after
    keeper.do("ask_extension", days="30", asked_on=DAY, reason="情况复杂")
    second.do("extend")
    assert "2026-05-06" in keeper.see()
