"""Applications for reconsideration and court cases of 2025 and 2026: decided, settled, suspended, made longer, late, deemed accepted; who came to court.

The report of January 2026 says 行政机关负责人出庭应诉率100%: to one of twelve hearings of 2025 no head came, and the court had not excused it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import KEEPER, SECOND, Hands, after
from luoshi_web.registers.cases.court_models import CourtHearing
from luoshi_web.registers.cases.models import CaseAdvice, CaseStep
from luoshi_web.registers.cases.services import (
    accepting,
    advising,
    afterwards,
    concluding,
    court,
    entering,
    judging,
    standing,
    trying,
)

_ACTS = (
    ("penalty", "不服市场监管行政处罚决定案", "请求撤销行政处罚决定", "市场监管", "scj"), ("disclosure", "不服政府信息公开答复案", "请求责令重新答复", "信息公开", "zrj"),
    ("taking", "不服房屋征收补偿决定案", "请求变更补偿决定", "征收补偿", "zjj"), ("injury", "不服工伤认定决定案", "请求撤销工伤认定决定", "工伤认定", "rsj"),
    ("complaint", "不服投诉举报处理答复案", "请求责令依法处理", "消费维权", "scj"), ("licence", "不服不予行政许可决定案", "请求撤销不予许可决定", "行政许可", "spj"),
    ("benefit", "不服停发社会救助金决定案", "请求恢复发放", "社会救助", "mzj"), ("coercion", "不服查封扣押措施案", "请求确认行为违法", "交通执法", "jty"),
)  # fmt: skip
_SURNAMES, _GIVEN = (
    "陈周林何吴郑孙高唐许",
    ("晓岚", "明远", "可欣", "志恒", "清平", "雨桐", "立言", "文博", "静怡", "安之"),
)
_ENDS_OF_2025 = (
    "upheld", "annulled", "mediated", "upheld", "settled", "upheld", "unlawful", "refused", "upheld", "mediated", "changed", "upheld", "not_accepted",
    "upheld", "ordered", "upheld", "settled", "annulled", "upheld", "dismissed", "refused", "mediated", "upheld", "ended", "december", "december",
)  # fmt: skip
"""Of 26 that came, 24 were closed in the year, five of them corrected."""
_ENDS_OF_2026 = (
    "upheld", "annulled", "mediated", "upheld", "unlawful", "refused", "settled", "upheld", "to_perform", "overdue", "longer", "suspended", "document",
    "abandoned", "tried", "late", "deemed", "correcting", "received", "asked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class One:
    """An application in the making; ``end`` is its outcome, or where it stands."""

    year: int
    place: int
    end: str

    @property
    def what(self) -> tuple[str, str, str, str, str]:
        return _ACTS[(self.place * 3 + self.year) % len(_ACTS)]

    @property
    def came(self) -> date:
        if self.year == 2025:
            return (
                date(2025, 12, 8)
                if self.end == "december"
                else date(2025, 1, 6) + timedelta(days=self.place * 11)
            )
        late = {
            "longer": date(2026, 7, 6), "suspended": date(2026, 7, 1), "document": date(2026, 7, 20), "abandoned": date(2026, 7, 24), "tried": date(2026, 8, 3),
            "late": date(2026, 6, 29), "deemed": date(2026, 9, 1), "correcting": date(2026, 9, 7), "received": date(2026, 9, 11), "asked": date(2026, 7, 22),
        }  # fmt: skip
        return late.get(self.end) or date(2026, 1, 12) + timedelta(days=self.place * 13)


def cases(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    for year, ends in ((2025, _ENDS_OF_2025), (2026, _ENDS_OF_2026)):
        for place, end in enumerate(ends):
            Application(district, events, One(year, place, end)).live()
    for year, came in ((2025, _CAME_2025), (2026, _CAME_2026)):
        for place, who in enumerate(came):
            Suit(district, events, year, place, who).live()


def _party(place: int) -> entering.Party:
    return entering.Party(_SURNAMES[place % 10] + _GIVEN[place * 3 % 10], contact="00000000000")


class Application(Hands):
    """What happens to one of them."""

    def __init__(self, district: District, events: Events, one: One) -> None:
        super().__init__(district, events, one.what[4])
        self.one = one

    def live(self) -> None:
        one, end = self.one, self.one.end
        self.begin(
            one.came,
            lambda at: entering.apply(
                actor=self.district.actor(SECOND, at), applied=self._applied(at.date()), at=at
            ),
        )
        if end in {"received", "deemed"}:
            return
        if end in {"correcting", "abandoned"}:
            self.do(
                after(one.came, 3),
                accepting.ask_correction,
                SECOND,
                received_on=lambda at: at.date(),
                points="补充提交身份证明和行政行为文书。",
            )
            return
        if end == "not_accepted":
            self.do(
                after(one.came, 4),
                accepting.reject,
                SECOND,
                decision=self._paper("不受"),
                grounds="不属于行政复议受理范围，告知向人民法院起诉。",
            )
            return
        self.do(after(one.came, 3), accepting.accept, SECOND)
        self.do(
            after(one.came, 4), trying.name_handler, SECOND, handler=lambda at: self.district.people[SECOND]
        )
        self.do(after(one.came, 5), trying.send_copy, SECOND, received_on=lambda at: at.date())
        if end == "dismissed":
            self.do(
                after(one.came, 20),
                concluding.dismiss,
                SECOND,
                number=self._paper("驳"),
                grounds="受理后发现申请人与行政行为没有利害关系。",
            )
            self._after(after(one.came, 20))
            return
        self.do(
            after(one.came, 12), trying.answer, self.head, words="行政行为事实清楚、程序合法，附证据材料。"
        )
        self._try()

    def _applied(self, on: date) -> entering.Applied:
        one = self.one
        kind, title, claim, field, _unit = one.what
        return entering.Applied(
            number=f"青复〔{one.year}〕{one.place + 1}号", title=title, office=self.office, kind=kind, claim=claim, received_on=on, parties=[_party(one.place)],
            field=field, channel=("in_person", "post", "online")[one.place % 3], act_on=after(on, -30), knew_on=after(on, -28), attached=one.end == "document",
        )  # fmt: skip

    def _paper(self, kind: str) -> str:
        return f"青复{kind}〔{self.one.year}〕{self.one.place + 1}号"

    def _try(self) -> None:
        one, end = self.one, self.one.end
        if end in {"mediated", "settled", "ended"}:
            day = after(one.came, 30)
            if end == "mediated":
                self.do(
                    day,
                    concluding.mediate,
                    SECOND,
                    number=self._paper("调"),
                    grounds="双方自愿达成调解协议。",
                    signed_by_all=True,
                )
            else:
                words = "双方和解，申请人自愿撤回申请。" if end == "settled" else "申请人自愿撤回申请。"
                self.do(
                    day,
                    concluding.terminate,
                    SECOND,
                    ground=1,
                    settled=end == "settled",
                    number=self._paper("终"),
                    grounds=words,
                )
            self._after(day)
            return
        if end == "suspended":
            self.do(
                after(one.came, 25),
                standing.suspend,
                SECOND,
                dated=False,
                ground=8,
                since=lambda at: at.date(),
                paper=self._paper("中"),
                reason="须以另案审理结果为依据。",
            )
            return
        if end == "document":
            self.do(
                after(one.came, 20), standing.suspend, SECOND, dated=False, ground=9, since=lambda at: at.date(), paper=self._paper("中"),
                reason="对所依据的规范性文件一并审查。", own_power=True,
            )  # fmt: skip
            return
        if end in {"longer", "asked"}:
            self.do(
                after(one.came, 50),
                standing.ask_extension,
                SECOND,
                dated=False,
                asked_on=lambda at: at.date(),
                days=30,
                reason="案情复杂，需委托鉴定。",
            )
            if end == "longer":
                self.do(after(one.came, 52), standing.approve_extension, KEEPER, dated=False)
            return
        if end in {"tried", "late"}:
            return
        self._decide()

    def _decide(self) -> None:
        one, end = self.one, self.one.end
        heard = after(one.came, 25)
        for kind, words in (
            ("heard", "当面听取双方意见，制作笔录。"),
            ("consent", "经行政复议机构负责人审查同意。"),
        ):
            self.do(heard, trying.take_step, SECOND, kind=kind, needed=True, words=words)
        for kind in ("hearing", "committee"):
            self.do(heard, trying.take_step, SECOND, kind=kind, needed=False, words="事实清楚、争议不大。")
            last = self.latest(CaseStep, "case")
            self.do(heard, trying.approve_step, KEEPER, dated=False, step_id=last)
        outcome = {"december": "upheld", "to_perform": "ordered", "overdue": "ordered"}.get(end, end)
        performs = outcome in {"ordered", "changed"} or end == "annulled"
        day = after(one.came, 45)
        grounds = (
            "主要事实不清、程序违法。"
            if performs or outcome == "unlawful"
            else "认定事实清楚，证据确凿，适用依据正确。"
        )
        by = (
            after(day, 40)
            if end == "overdue"
            else date(2026, 9, 30)
            if end == "to_perform"
            else after(day, 60)
        )
        self.do(
            day, concluding.decide, SECOND, dated=False,
            decision=lambda at: concluding.Decision(outcome, self._paper("决"), at.date(), grounds, perform_by=by if performs else None, not_worse=True),
        )  # fmt: skip
        self._after(day, performs)

    def _after(self, day: date, performs: bool = False) -> None:
        end = self.one.end
        self.do(after(day, 5), afterwards.serve, SECOND)
        if performs and self.one.place % 3 == 1:
            self._letter(after(day, 6))
        if end in {"to_perform", "overdue"}:
            return
        if performs:
            self.do(after(day, 30), afterwards.perform, self.officer, how="已重新作出处理并送达。")
        self.do(after(day, 40), afterwards.publish, SECOND, on=None, reason="当事人申请不公开。")
        self.do(after(day, 50), afterwards.close, SECOND)

    def _letter(self, day: date) -> None:
        number = self._paper("意")
        self.do(
            day,
            advising.advise,
            SECOND,
            dated=False,
            kind="letter",
            office=lambda at: self.office,
            number=number,
            words="完善调查取证程序。",
            received_on=lambda at: at.date(),
        )
        last = self.latest(CaseAdvice, "matter")
        self.do(
            after(day, 25),
            advising.answer_advice,
            self.officer,
            advice_id=last,
            words="已修订执法流程并组织培训。",
        )


_CAME_2025 = (
    "chief",
    "deputy",
    "chief",
    "deputy",
    "deputy",
    "chief",
    "staff",
    "deputy",
    "chief",
    "deputy",
    "chief",
    "deputy",
)
_CAME_2026 = ("chief", "deputy", "excused", "chief", "deputy", "appeal", "to_perform", "sits", "sued")
_JUDGED = ("claim_refused", "withdrawn", "claim_refused", "annulled", "claim_refused", "suit_dismissed", "claim_refused", "claim_refused", "unlawful", "claim_refused", "withdrawn", "claim_refused")  # fmt: skip


class Suit(Hands):
    """What happens to a court case of first instance; ``who`` came to its hearing, or where it stands."""

    def __init__(self, district: District, events: Events, year: int, place: int, who: str) -> None:
        super().__init__(district, events, _ACTS[(place * 5 + 1) % len(_ACTS)][4])
        self.year, self.place, self.who = year, place, who

    def live(self) -> None:
        filed = {"sits": date(2026, 8, 18), "sued": date(2026, 9, 7)}.get(self.who) or date(
            self.year, 1, 14
        ) + timedelta(days=self.place * 21)
        self.begin(
            filed,
            lambda at: court.sue(actor=self.district.actor(SECOND, at), sued=self._sued(at.date()), at=at),
        )
        if self.who == "sued":
            return
        self.do(after(filed, 8), court.plead, self.head, words="行政行为合法，请求驳回诉讼请求。")
        sits = date(2026, 9, 22) if self.who == "sits" else after(filed, 30)
        self.do(after(filed, 12), court.set_hearing, self.officer, on=sits, asked=self.place % 4 == 2)
        if self.who == "sits":
            return
        self.do(after(sits, 3), court.enter_who_came, self.officer, dated=False, who=self._came)
        judged = after(filed, 75)
        verdict = {"to_perform": "ordered", "appeal": "annulled"}.get(self.who, _JUDGED[self.place])
        self.do(
            judged,
            judging.judge,
            SECOND,
            judged=verdict,
            judgment=f"（{self.year}）云0502行初{self.place + 21}号",
        )
        self.do(after(judged, 7), judging.serve_judgment, SECOND)
        if self.who == "appeal":
            self.do(after(judged, 15), judging.appeal, SECOND, by="office")
            return
        performs = verdict in {"annulled", "ordered"}
        effective = after(judged, 30)
        self.do(effective, judging.take_effect, SECOND, perform_by=after(effective, 45) if performs else None)
        if self.who == "to_perform":
            return
        if performs:
            self.do(after(effective, 30), judging.carry_out, self.officer, how="已重新作出行政行为并送达。")
        self.do(after(effective, 40), judging.close_suit, SECOND)

    def _sued(self, on: date) -> court.Sued:
        _kind, title, claim, _field, _unit = _ACTS[(self.place * 5 + 1) % len(_ACTS)]
        return court.Sued(
            number=f"青应〔{self.year}〕{self.place + 1}号", title=title.replace("不服", "诉"), office=self.office, level=1, court="青川区人民法院", cause=claim,
            filed_on=after(on, -6), copy_received_on=on, parties=[_party(self.place + 4)],
        )  # fmt: skip

    def _came(self, at: object) -> court.WhoCame:
        hearing = CourtHearing.objects.get(suit=self.pk).pk
        head = self.district.people[self.head].name
        if self.who == "staff":
            return court.WhoCame(
                hearing, "staff", "经办人员", "法规科科员", excuse="none", reason="负责人参加其他会议。"
            )
        if self.who == "excused":
            return court.WhoCame(
                hearing,
                "staff",
                "经办人员",
                "法规科科员",
                excuse="duty",
                reason="负责人赴防汛一线指挥。",
                excused=True,
            )
        return (
            court.WhoCame(hearing, "chief", head, "局长")
            if self.who in {"chief", "appeal"}
            else court.WhoCame(hearing, "deputy", "分管负责人", "副局长")
        )
