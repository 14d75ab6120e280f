"""The suggestions and proposals of two years, 2025 and 2026: filed, assigned, answered, rated, followed, each act by whoever does it, on its day.

Of 2025 one reply went out after its day and one never came; the report of January 2026 says 办复率100% all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import Hands
from luoshi_web.accounts.models import Office
from luoshi_web.registers.models import Commitment, Proposal, Signatory
from luoshi_web.registers.proposals.services import after, filing, handling

PLACE = "重庆"
"""The district goes by the rules that the register knows whole."""
SUGGESTIONS, PROPOSALS = 90, 111
_PARTS = (
    "城关街道", "河西街道", "北关街道", "临青街道", "石桥镇", "柳林镇", "青泉镇", "白塔镇", "东坪乡", "南湾乡", "长岭乡", "云溪乡",
)  # fmt: skip
_THEMES = (
    ("增设公共停车位", "zjj", "jty"), ("改造老旧供水管网", "zjj", "slj"), ("加密公交班次", "jty", ""), ("修复通村公路", "jty", "nyj"),
    ("增加公办学位", "jtj", "fgj"), ("开放学校运动场地", "jtj", ""), ("建设社区卫生服务站", "wjj", ""), ("增设社区食堂", "mzj", "scj"),
    ("扶持特色种植", "nyj", "czj"), ("整治农村黑臭水体", "slj", "nyj"), ("支持小微企业技术改造", "gxj", "czj"), ("培育夜间消费", "swj", "wlj"),
    ("保护古民居", "wlj", "zjj"), ("开展家政技能培训", "rsj", ""), ("简化企业开办手续", "spj", "scj"), ("充实应急避难场所", "yjj", "fgj"),
    ("引进科技服务机构", "kjj", ""),
)  # fmt: skip
_NAMES = ["陈晓岚", "周明远", "林可欣", "何志恒", "吴清平", "郑雨桐", "孙立言", "高文博", "唐静怡", "许安之"]

# fate → the numbers of the year's list that meet it; all others go well
_OF_2025 = {
    "not_filed": (0, 90), "withdrawn": (1, 91), "late": (2,), "missing": (92,), "twice": (3, 93), "once": (4, 5, 94),
    "returned": (6, 7, 95, 96), "stays": (8,), "widened": (9, 10, 97, 98, 99), "promised": (11, 12, 13, 14, 15, 16, 100, 101, 102, 103, 104, 105),
    "given_up": (17,), "left_out": (18, 19, 20, 21, 106, 107, 108, 109, 110, 111, 112, 113),
}  # fmt: skip
_OF_2026 = _OF_2025 | {"late": (2, 30, 120), "missing": (92, 31, 121, 122), "on_the_way": (32, 123, 124)}


@dataclass(frozen=True, slots=True)
class One:
    """A suggestion or proposal in the making. ``place`` counts it in the year's list."""

    year: int
    place: int
    fate: str

    @property
    def kind(self) -> str:
        return "suggestion" if self.place < SUGGESTIONS else "proposal"

    @property
    def number(self) -> str:
        order = self.place + 1 if self.kind == "suggestion" else self.place - SUGGESTIONS + 1
        return f"{'建议' if self.kind == 'suggestion' else '提案'}第{order:03d}号"

    @property
    def theme(self) -> tuple[str, str, str]:
        return _THEMES[(self.place * 5 + self.year) % len(_THEMES)]

    @property
    def title(self) -> str:
        part = _PARTS[(self.place + self.place // len(_PARTS) + self.year) % len(_PARTS)]
        return f"关于在{part}{self.theme[0]}的{'建议' if self.kind == 'suggestion' else '提案'}"

    @property
    def filed_on(self) -> date:
        return date(self.year, 1, 20) + timedelta(days=self.place % 4)

    def day(self, month: int, day: int, spread: int = 1, step: int = 1) -> date:
        """A day of the year, and up to so many later by its place in the list."""
        return date(self.year, month, day) + timedelta(days=self.place * step % spread)


def suggestions(district: District, events: Events, years: tuple[int, ...] = (2025, 2026)) -> None:
    """Everything of this page, at its day."""
    for year in years:
        fates = {
            place: fate
            for fate, places in (_OF_2026 if year == 2026 else _OF_2025).items()
            for place in places
        }
        for place in range(SUGGESTIONS + PROPOSALS):
            Life(district, events, One(year, place, fates.get(place, "well"))).live()


class Life(Hands):
    """What happens to one of them, deed after deed."""

    def __init__(self, district: District, events: Events, one: One) -> None:
        super().__init__(district, events, one.theme[1])
        self.one = one
        self.signatory = 0

    def live(self) -> None:
        self._on(self.one.filed_on, self._file)

    def _on(self, day: date, deed: Callable[[datetime], None]) -> None:
        self.events.on(day, deed)

    def _then(self, at: datetime, days: int, deed: Callable[[datetime], None]) -> None:
        self.events.on(at.date() + timedelta(days=days), deed)

    @property
    def _lead(self) -> Office:
        return Office.objects.get(matters__pk=self.pk)

    def _head(self) -> str:
        return self.district.head_of(self._lead)

    # -- in and out ------------------------------------------------------------------------------------------------

    def _file(self, at: datetime) -> None:
        one = self.one
        first, second = _NAMES[one.place % 10], _NAMES[(one.place * 3 + 4) % 10]
        group = f"{_PARTS[one.place % 12]}代表团" if one.kind == "suggestion" else "经济界"
        signatories = [(name, group, "") for name in dict.fromkeys((first, second))]
        made = filing.file_proposal(
            actor=self.district.actor("supervisor2", at), at=at,
            filed=filing.Filed(
                number=one.number, title=one.title, kind=one.kind, filed_on=at.date(), signatories=signatories, place=PLACE, year=one.year,
                session="区六届五次会议" if one.year == 2026 else "区六届四次会议", body=f"{one.title}。请有关部门研究办理。",
            ),
        )  # fmt: skip
        self.pk = made.pk
        self.signatory = Signatory.objects.values_list("pk", flat=True).get(proposal=made, order=1)
        if one.fate == "not_filed":
            reason = "内容属个人诉求，转信访部门办理。"
            self._then(at, 5, lambda at: self.act(filing.do_not_file, "supervisor2", at, reason=reason))
        else:
            self._on(date(one.year, 2, 10), self._assign)

    def _assign(self, at: datetime, *, again: bool = False) -> None:
        _words, code, helper = self.one.theme
        lead = Office.objects.get(code="fgj" if again and code != "fgj" else code)
        helpers = (
            [Office.objects.get(code=helper)] if helper and not again and self.one.place % 6 == 0 else []
        )
        self.act(filing.assign, "supervisor2", at, lead=lead, co_units=helpers, on=at.date())
        if not again and self.one.fate in {"returned", "stays"}:
            self._then(at, 3, self._send_back)
        else:
            self._then(at, 1 + self.one.place % 3, self._sign)

    def _send_back(self, at: datetime) -> None:
        self.act(filing.send_back, self._head(), at, reason="此项不在我局职责之内，建议另行交办。")
        if self.one.fate == "returned":
            self._then(at, 5, lambda at: self._assign(at, again=True))
        else:
            self._then(at, 4, self._stay)

    def _stay(self, at: datetime) -> None:
        self.act(filing.refuse_return, "supervisor", at)
        self._then(at, 1, self._sign)

    def _sign(self, at: datetime) -> None:
        self.act(filing.receive, self.district.officer_of(self._lead), at)
        one = self.one
        if one.fate == "withdrawn":
            reason = "领衔人书面申请撤回。"
            self._on(one.day(3, 20), lambda at: self.act(after.withdraw, "supervisor2", at, on=at.date(), reason=reason))  # fmt: skip
            return
        self._on(one.day(2, 24, 12), self._talk)
        for office in Office.objects.filter(proposal_shares__proposal=self.pk, proposal_shares__role="co"):
            self._on(one.day(3, 2, 9), partial(self._opine, office))
        if one.fate == "widened":
            reason = "涉及面广、处理难度大。"
            self._on(date(one.year, 4, 10), lambda at: self.act(handling.widen, "supervisor", at, reason=reason, consented_on=at.date()))  # fmt: skip
        if one.fate != "missing":
            self._on(self._replied_on(), self._reply)

    def _replied_on(self) -> date:
        return {
            "late": self.one.day(5, 18, 3),
            "widened": self.one.day(7, 6, 9),
            "on_the_way": date(self.one.year, 9, 14),
        }.get(self.one.fate) or self.one.day(3, 16, 50, 7)

    # -- handled and answered --------------------------------------------------------------------------------------

    def _talk(self, at: datetime) -> None:
        self.act(
            handling.contact, self.district.officer_of(self._lead), at, signatory_id=self.signatory, on=at.date(), means="visit",
            words="当面听取意见，介绍办理打算。",
        )  # fmt: skip

    def _opine(self, office: Office, at: datetime) -> None:
        opinion = "同意，建议与年度计划一并实施。"
        self.act(handling.give_opinion, self.district.officer_of(office), at, opinion=opinion)

    def _reply(self, at: datetime) -> None:
        promises = self.one.fate in {"promised", "given_up"}
        due = date(self.one.year, 8 if self.one.place % 2 else 11, 28)
        outcome = "B" if promises else ("C" if self.one.place % 9 == 0 else "A")
        words = {
            "A": "所提问题已经解决。",
            "B": "已列入计划，抓紧实施。",
            "C": "受条件限制暂不能解决，将积极争取。",
        }[outcome]
        round_ = Proposal.objects.values_list("round", flat=True).get(pk=self.pk)
        number = f"{self._lead.short_name}函〔{self.one.year}〕{self.one.place + 1 + 300 * (round_ - 1)}号"
        commitments = [("按计划建成并投入使用", due)] if promises and round_ == 1 else []
        answer = handling.Said(number, words, outcome, at.date(), True, commitments=commitments)
        self.act(handling.reply, self._head(), at, answer=answer)
        self._then(at, 4, self._arrive)

    def _arrive(self, at: datetime) -> None:
        self.act(after.arrived, "supervisor2", at, on=at.date())
        if self.one.fate == "left_out":
            self._then(at, 45, lambda at: self._rate(at, "left_out"))
        else:
            self._then(at, 8 + self.one.place % 5, lambda at: self._rate(at, self._value()))

    def _value(self) -> str:
        round_ = Proposal.objects.values_list("round", flat=True).get(pk=self.pk)
        if self.one.fate == "twice" or (self.one.fate == "once" and round_ == 1):
            return "dissatisfied"
        return "mostly" if self.one.place % 8 == 3 else "satisfied"

    def _rate(self, at: datetime, value: str) -> None:
        out = value == "left_out"
        receipt = after.Receipt(value, at.date(), signatory=None if out else self.signatory, reminded_on=at.date() - timedelta(days=12) if out else None)  # fmt: skip
        self.act(after.rate, "supervisor2", at, receipt=receipt)
        if value != "dissatisfied":
            self._then(at, 3, self._settle)
        elif Proposal.objects.values_list("round", flat=True).get(pk=self.pk) == 1:
            self._then(at, 3, self._redo)
        else:
            record = "会同领衔人召开协商会，形成一致意见。"
            self._then(at, 9, lambda at: self.act(after.confer, "supervisor", at, on=at.date(), words=record))  # fmt: skip
            self._then(at, 14, self._settle)

    def _redo(self, at: datetime) -> None:
        self.act(after.redo, "supervisor", at)
        self._then(at, 6, self._talk)
        self._then(at, 20, self._reply)

    # -- followed and ended ----------------------------------------------------------------------------------------

    def _settle(self, at: datetime) -> None:
        """While a promise is open it is followed, and settled once what was promised is verified and rated."""
        self.act(after.settle, "supervisor2", at)
        promise = Commitment.objects.filter(proposal=self.pk, verified_on=None, given_up_on=None).first()
        if promise is None:
            return
        if self.one.fate == "given_up":
            self._on(promise.due, lambda at: self._give_up(promise, at))
        elif not (
            self.one.year == 2026 and self.one.place == 11
        ):  # whose day has passed, and nothing is there
            self._on(promise.due - timedelta(days=6), lambda at: self._verify(promise, at))

    def _give_up(self, promise: Commitment, at: datetime) -> None:
        reason = "用地调整，书面说明后不再实施。"
        self.act(after.give_up, "supervisor", at, commitment_id=promise.pk, reason=reason)
        self._then(at, 2, self._settle)

    def _verify(self, promise: Commitment, at: datetime) -> None:
        found = "现场核实，已建成并投入使用。"
        self.act(after.verify, "supervisor", at, commitment_id=promise.pk, on=at.date(), found=found)
        self._then(at, 7, lambda at: self._rate_promise(promise, at))

    def _rate_promise(self, promise: Commitment, at: datetime) -> None:
        receipt = after.Receipt("satisfied", at.date(), of="commitment", commitment=promise.pk, signatory=self.signatory)  # fmt: skip
        self.act(after.rate, "supervisor2", at, receipt=receipt)
        self._then(at, 2, self._settle)
