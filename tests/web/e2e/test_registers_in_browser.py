"""Registers walked in real Chromium by the roles that own them, each from its beginning to its end with its bad ways."""

from datetime import timedelta

import pytest

from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals.models import Commitment, Rating
from tests.web.conftest import TODAY, build_district

DAY = TODAY.isoformat()
DESKTOP, PHONE = ("zh-CN", "desktop"), ("en-GB", "phone")


class Post:
    """Somebody at a screen who does acts on one matter through their forms; every page on the way fits the screen and axe finds nothing."""

    def __init__(self, visit, name, where, register):
        self.visitor, self.register = visit(*where), register
        self.visitor.log_in(name)
        self.page = self.visitor.page

    def see(self, address=""):
        self.page.goto(address or f"/{self.register}/{Matter.objects.get().pk}/")
        self._look()
        return self.page.locator("main").inner_text()

    def do(self, act, **said):
        """Fill in the form of an act and send it; what stands on the page that follows."""
        at = "new" if act == "new" else f"{Matter.objects.get().pk}/{act}"
        self.page.goto(f"/{self.register}/{at}/")
        for name, value in said.items():
            self._fill(self.page.locator(f"[name={name}]").first, value)
        self._look()
        self.visitor.follow("form.acts button")
        self._look()
        return self.page.locator("main").inner_text()

    def refused(self, act, **said):
        """What the page says of an act that cannot be done; the browser's console tells of the answer's 409, and of nothing else."""
        words = self.do(act, **said)
        assert ["409" in each for each in self.visitor.complaints] == [True]
        self.visitor.complaints.clear()
        return words

    def _look(self):
        assert self.visitor.accessible() == [], self.page.url
        assert self.visitor.fits(), self.page.url

    @staticmethod
    def _fill(field, value):
        kind = field.evaluate("each => each.type")
        if kind in {"select-one", "select-multiple"}:
            field.select_option(value)
        elif kind == "checkbox":
            field.set_checked(value)
        else:
            field.fill(str(value))


def state():
    return Matter.objects.get().state


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_suggestion_from_filing_to_the_second_rating(visit, where):
    district = build_district()
    offices = {name: str(office.pk) for name, office in district.offices.items()}
    keeper, head, officer, helper = (
        Post(visit, name, where, "proposals") for name in ("supervisor", "head", "officer", "officer2")
    )
    assert {"zh-CN": "尚未登记建议提案", "en-GB": "No suggestion or proposal is entered yet."}[
        where[0]
    ] in keeper.see("/proposals/")
    keeper.do("new", number="建议第9号", title="关于增设社区健身步道的建议", filed_on=DAY, signatories="陈晓岚，城关代表团，13800000000\n周明远", place="重庆")  # fmt: skip
    keeper.do("assign", lead=offices["发改局"], co_units=[offices["住建局"]], on=DAY)
    head.do("return", reason="不属本单位职责")
    assert state() == "returned"
    keeper.do("stay")
    officer.do("sign")
    signatory = str(Matter.objects.get().proposal.signatories.get(order=1).pk)
    officer.do("contact", signatory=signatory, on=DAY, means="visit", words="当面听取意见")
    answer = {"number": "发改函8号", "words": "列入今年计划", "outcome": "B", "commitments": "2026-09-30 建成步道2公里", "sent_on": DAY, "public": "yes"}  # fmt: skip
    assert {"zh-CN": "协办单位的意见", "en-GB": "The opinion of a unit that helps is missing."}[
        where[0]
    ] in head.refused("reply", **answer)
    assert state() == "handling"
    helper.do("opinion", opinion="建议结合老旧小区改造一并实施")
    head.do("reply", **answer)
    keeper.do("arrived", on=DAY)
    rating = {"of": "reply", "signatory": signatory, "given_on": DAY}
    keeper.do("rate", value="dissatisfied", **rating)
    keeper.do("redo")
    officer.do("contact", signatory=signatory, on=DAY, means="site", words="现场说明")
    head.do("reply", **answer | {"number": "发改函9号", "commitments": ""})
    keeper.do("rate", value="satisfied", **rating)
    keeper.do("settle")
    assert state() == "following"
    promise = str(Commitment.objects.first().pk)
    keeper.do("verify", commitment=promise, on=DAY, found="现场已建成")
    keeper.do(
        "rate", of="commitment", commitment=promise, value="satisfied", signatory=signatory, given_on=DAY
    )
    keeper.do("settle")
    assert state() == "settled"
    assert list(Rating.objects.order_by("pk").values_list("value", flat=True)) == ["dissatisfied", "satisfied", "satisfied"]  # fmt: skip
    for address in ("/proposals/", "/proposals/rates/", "/proposals/promises/"):
        keeper.see(address)


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_project_from_the_talks_to_its_beginning_and_back(visit, where):
    district = build_district()
    keeper, head, officer = (Post(visit, name, where, "projects") for name in ("supervisor", "head", "officer"))  # fmt: skip
    office = str(district.offices["发改局"].pk)
    keeper.do(
        "new",
        number="招商9号",
        title="云杉新材料项目",
        office=office,
        on=DAY,
        investor="云杉公司",
        contact="周明远 13800000000",
    )
    officer.do("talk", on=DAY, words="实地考察")
    paper = {"paper": "formal", "number": "合同9号", "on": DAY, "amount": "12.5"}
    assert {"zh-CN": "尚未评审或评审未通过", "en-GB": "The review of the project"}[where[0]] in head.refused(
        "sign", **paper
    )
    assert state() == "talks"
    for kind in ("review", "legality", "collective"):
        officer.do("step", kind=kind, result="passed", on=DAY, words="全票同意")
    head.do("sign", **paper)
    officer.do("happened", kind="started", on=DAY, proof="施工许可证2026-8号")
    event = str(Matter.objects.get().project.events.get().pk)
    keeper.do("confirm", event=event)
    officer.do("pay", kind="arrived", on=DAY, amount="2.5", proof="银行回单")
    assert "12.5" in keeper.see()
    held = keeper.see("/projects/figures/?promised1=2&over1=10")
    assert "50.0%" in held
    keeper.do("take_back", event=event, reason="现场未开工")
    assert state() == "signed"
    keeper.see("/projects/")


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_normative_document_from_the_draft_to_the_clean_up(visit, where):
    district = build_district()
    keeper, other, head, officer = (
        Post(visit, name, where, "documents") for name in ("supervisor", "supervisor2", "head", "officer")
    )
    chinese = where[0] == "zh-CN"
    assert ("尚未登记行政规范性文件" if chinese else "No normative document is entered yet.") in keeper.see("/documents/")  # fmt: skip
    office = str(district.offices["发改局"].pk)
    officer.do("new", title="云杉区停车办法", office=office, on="2026-01-05", maker="department", basis="道路交通安全法", content="停车收费实行分类管理。", business=True)  # fmt: skip
    assert ("尚未公开征求意见" if chinese else "was not open to comments") in head.refused("submit", on=DAY)
    officer.do("comment", since="2026-01-06", until="2026-02-06", where="区政府网站")
    officer.do("opinions", opinions="4", adopted="1")
    officer.do("tell_back", on="2026-02-09", where="区政府网站")
    head.do("submit", on="2026-02-09")
    assert ("尚未通过合法性审核" if chinese else "has not passed it") in keeper.refused("deliberate", passed="yes", on=DAY, meeting="第9次会议")  # fmt: skip
    keeper.do("review", result="failed", on="2026-02-10", words="第三条超越权限")
    keeper.do("send_back", reason="请修改第三条")
    assert state() == "draft"
    officer.do("change", title="云杉区停车管理办法")
    head.do("submit", on="2026-02-11")
    keeper.do("review", result="passed", on="2026-02-12", words="合审12号")
    officer.do("compete", result="passed", on="2026-02-12", words="审查表12号")
    keeper.do("deliberate", passed="yes", on="2026-02-13", meeting="第9次会议")
    keeper.do("register", paper_number="云发改规〔2026〕1号", signed_on="2026-02-24", on="2026-02-24")
    published = {"on": "2026-02-25", "where": "区政府网站", "effective_on": "2026-03-02", "file_up": "short"}
    assert ("登记编号的人不得同时办理公布" if chinese else "does not publish it as well") in keeper.refused("publish", **published)  # fmt: skip
    assert ("30日后施行" if chinese else "lie 30 days") in other.refused("publish", **published)
    other.do("publish", at_once_why="公布后不立即施行将有碍施行", **published)
    assert state() == "published"
    keeper.do("file_up", to="above", number="云备〔2026〕1号", on=DAY)
    filing = str(Matter.objects.get().document.filings.get().pk)
    keeper.do("filing_answered", filing=filing, answer="correct", on=DAY, words="第五条须修改")
    keeper.do("corrected", filing=filing, on=DAY, how="已修改第五条")
    keeper.do("receive", kind="review", asker="周明远", words="第五条是否合法", on=DAY)
    keeper.do("answer", request=str(Matter.objects.get().document.requests.get().pk), outcome="lawful", on=DAY, answer="有上位法依据")  # fmt: skip
    keeper.do("suspend", clause="第五条", since=DAY, paper="复议〔2026〕3号")
    officer.do("evaluate", on=DAY)
    head.do("conclude", finding="repeal", on=DAY, words="评估报告1号")
    shown = keeper.see()
    assert ("停止执行中" if chinese else "not applied for now") in shown
    _clean_up(keeper, other, chinese)
    assert state() == "repealed"
    for address in ("/documents/", "/documents/in-force/", "/documents/figures/", "/documents/clean-ups/"):
        keeper.see(address)


def _clean_up(keeper, other, chinese):
    """Everything in force is looked at; who proposed a result does not decide."""
    keeper.see("/documents/clean-ups/new/")
    for name, value in (("title", "2026年文件清理"), ("basis", "云政办〔2026〕1号"), ("as_of", DAY)):
        keeper.page.locator(f"[name={name}]").fill(value)
    keeper.visitor.follow("form.acts button")
    address = keeper.page.url
    keeper.see(address)
    keeper.page.locator("input[name=chosen]").check()
    keeper.page.locator("#propose [name=finding]").select_option("repeal")
    keeper.page.locator("#propose [name=why]").fill("上位法已废止")
    keeper.visitor.follow("#propose button")
    for who, refused in ((keeper, True), (other, False)):
        who.see(address)
        who.page.locator("form[action$='decide/'] [name=paper]").fill("云政发〔2026〕5号")
        who.visitor.follow("form[action$='decide/'] button")
        assert (("提出清理意见的人不得审定" if chinese else "does not decide on the list") in who.page.locator("main").inner_text()) is refused  # fmt: skip
        if refused:
            assert ["409" in each for each in who.visitor.complaints] == [True]
            who.visitor.complaints.clear()


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_an_application_from_receipt_to_its_service(visit, where):
    district = build_district()
    keeper, second, head = (Post(visit, name, where, "cases") for name in ("supervisor", "supervisor2", "head"))  # fmt: skip
    keeper.do(
        "new", number="复〔2026〕9号", title="不服行政处罚案", office=str(district.offices["发改局"].pk), kind="penalty", claim="请求撤销处罚",
        people="陈晓岚，13800000000", received_on=DAY,
    )  # fmt: skip
    keeper.do("accept", on=DAY, procedure="ordinary")
    keeper.do("handler", on=DAY, handler=str(district.people["supervisor2"].pk))
    keeper.do("copy", on=DAY, received_on=DAY)
    decision = {"on": DAY, "outcome": "annulled", "number": "复决8号", "grounds": "证据不足"}
    assert {"zh-CN": "尚未听取当事人意见", "en-GB": "The parties were not heard"}[where[0]] in keeper.refused(
        "decide", **decision
    )
    head.do("answer", on=DAY, words="附证据十二份")
    keeper.do("suspend", ground="6", since=DAY, paper="中止1号", reason="正在调解")
    keeper.do("resume", until=DAY, paper="恢复1号")
    for kind in ("heard", "consent"):
        keeper.do("step", kind=kind, on=DAY, words="记录在卷")
    for kind in ("hearing", "committee"):
        keeper.do("step", kind=kind, needed="no", on=DAY, words="事实清楚")
        step = Matter.objects.get().reconsideration.steps.get(kind=kind)
        second.do("approve_step", step=str(step.pk))
    keeper.do("decide", **decision)
    keeper.do("serve", on=DAY)
    assert state() == "served"
    assert "陈晓岚" in keeper.see()
    assert "陈晓岚" not in head.see()
    keeper.see("/cases/")
    assert "100.0%" in keeper.see("/cases/figures/")


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_a_finding_late_sent_back_closed_and_found_again(visit, where):
    """Its day is over, the check sends it back, the verifier may not sign off, and after the closing the same thing is found again."""
    district = build_district()
    keeper, other, head, officer = (
        Post(visit, name, where, "findings") for name in ("supervisor", "supervisor2", "head", "officer")
    )
    begun, over = (TODAY - timedelta(days=30)).isoformat(), (TODAY - timedelta(days=2)).isoformat()
    keeper.do(
        "new", number="审问9号", title="专项资金滞留", source="audit", issued_on=begun, received_on=begun, text="滞留专项资金100万元", amount="1000000",
        due=over,
    )  # fmt: skip
    keeper.do("assign", office=str(district.offices["发改局"].pk), on=begun)
    head.do("plan", measures="限期拨付", stages=f"{over} 拨付一半")
    keeper.do("accept")
    assert {"zh-CN": "红灯", "en-GB": "red"}[where[0]] in officer.see("/findings/?light=red")
    officer.do("prove", kind="document", words="拨付文件", on=DAY)
    officer.do("money", kind="paid_out", amount="1000000", voucher="记字9号", on=DAY)
    assert {"zh-CN": "阶段", "en-GB": "A stage of the plan is not kept yet."}[where[0]] in head.refused(
        "apply", words="已拨付", rules_made="1"
    )
    keeper.do("stage", stage=str(Matter.objects.get().finding.stages.get().pk), on=DAY)
    head.do("apply", words="已拨付", rules_made="1")
    keeper.do("refuse", reason="缺少回单")
    assert state() == "rectifying"
    head.do("apply", words="已补回单", rules_made="1")
    keeper.do("verify", words="资料齐全")
    keeper.refused("sign_off")
    other.do("sign_off")
    keeper.do("notice", where="区政府网站", on=DAY)
    keeper.refused("close")
    Matter.objects.get().finding.__class__.objects.update(notice_from=begun, notice_to=over)
    keeper.do("close")
    Matter.objects.get().finding.__class__.objects.update(closed_on=over)
    keeper.do("reopen", on=DAY, reason="再次滞留", due="2026-12-20")
    assert state() == "reopened"
    shown = keeper.see()
    assert "再次滞留" in shown
    for post, address in (
        (keeper, "/findings/"),
        (keeper, "/findings/figures/?source=audit"),
        (head, "/findings/"),
        (head, "/"),
    ):
        post.see(address)
