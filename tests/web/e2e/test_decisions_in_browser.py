"""A major decision walked in real Chromium by the posts that own it, from the catalogue to its new round, with what is refused on the way."""

import pytest

from luoshi_web.registers.decisions.models import Determination
from luoshi_web.registers.matters.meetings import Meeting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import build_district
from tests.web.e2e.test_registers_in_browser import DESKTOP, PHONE, Post


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_decision_from_the_catalogue_to_the_meeting_and_on(visit, where):
    district = build_district()
    said = {"zh-CN": 0, "en-GB": 1}[where[0]]
    office = str(district.offices["发改局"].pk)
    keeper, head, officer, chief = (
        Post(visit, name, where, "decisions") for name in ("supervisor", "head", "officer", "leader2")
    )
    assert ("尚未登记重大行政决策", "No major decision is entered yet.")[said] in keeper.see("/decisions/")
    keeper.do("new", number="决策9号", title="青桐水库扩建", kind="works", office=office, on="2026-01-09")
    keeper.see("/decisions/catalogue/?year=2026")
    keeper.do("start", on="2026-01-12", words="第1次常务会议")
    officer.do("draft", on="2026-01-13", title="扩建方案（草案）")
    officer.do("comment", on="2026-01-14", until="2026-02-14", means="政府网站")
    officer.do("answer_comment", on="2026-02-24", opinions="9", adopted="3", answer="采纳3条，其余不可行")
    officer.do("risk", on="2026-02-24", by="评估公司", level="low", points="移民安置", measures="足额补偿", controllable=True)  # fmt: skip
    officer.do("leave_out", on="2026-02-24", step="expert", why="专业性不强")
    head.do("ask_review", on="2026-02-24", as_review=True)
    given = {"number": "合审9号", "lawyers": "法律顾问", "words": "审查意见"}
    keeper.do("give_opinion", on="2026-02-24", opinion="illegal", **given)
    refused = head.refused("table", on="2026-02-24")
    for words in (
        ("审查意见为不合法", "it is not legal")[said],
        ("未经专家论证", "No expert was heard")[said],
        ("不足7个工作日", "7 working days")[said],
    ):
        assert words in refused
    keeper.do("agree_left_out", step=str(Determination.objects.get().pk))
    officer.do("draft", on="2026-02-25", title="扩建方案（草案二稿）")
    head.do("ask_review", on="2026-02-25", as_review=True)
    legal = {"power": True, "procedure": True, "content": True}
    keeper.do("give_opinion", on="2026-03-05", opinion="legal", **legal, **given)
    head.do("table", on="2026-03-06")
    meetings = Post(visit, "supervisor", where, "meetings")
    meetings.do(
        "new", kind="standing", number="第3次", on="2026-03-09", entitled="9", present="9", chair="区长"
    )
    held = {
        "meeting": str(Meeting.objects.get().pk),
        "result": "passed",
        "way": "hands",
        "words": "原则同意",
        "chair_last": True,
    }
    assert ("计票8张", "8 votes of 9 members")[said] in keeper.refused("decide", yes="7", no="1", **held)
    keeper.do("decide", yes="8", no="1", dissents="周明远，财力不足", **held)
    keeper.do("report", on="2026-03-09", paper="8号")
    keeper.do("publish", on="2026-03-10", where="公报、网站", explanation="采纳3条")
    keeper.do("execute", executor=office)
    chief.do("halt", on="2026-03-10", reason="汛情紧急")
    assert ("重新履行程序", "only by the same steps anew")[said] in keeper.refused(
        "change", reason="调整坝址"
    )
    assert Matter.objects.get().state == "halted"
    for address in ("/decisions/", "/decisions/figures/", "/meetings/"):
        keeper.see(address)
