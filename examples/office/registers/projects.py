"""Projects that were brought in, 2025 and 2026: talks, reviews, contracts, building, money; some cooled, some late, some given up.

The report of January 2026 says 86 of 亿元以上: one of them has a framework agreement and no formal contract.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import KEEPER, SECOND, Hands, after
from luoshi_web.registers.projects.models import Event
from luoshi_web.registers.projects.services import building, entering, signing

PLACE = "邯郸"
"""The district goes by the rule on quiet talks that the register knows."""
_FIRMS = (
    "恒川", "云麓", "青禾", "远屿", "瑞岚", "凌川", "博岩", "澄宇", "嘉木", "鼎岳", "星漠", "华沣", "启源", "泰岭", "宏澜", "明溪", "立峰", "新栎",
    "通澜", "和峪", "安澜", "景岫", "朗川", "德沛", "广澍", "天岑", "永沚", "润岗", "中砚",
)  # fmt: skip
_WORKS = (
    ("精密铸件生产线", "装备制造", "gxj"), ("绿色建材产业园", "绿色建材", "gxj"), ("中药饮片加工基地", "生物医药", "wjj"), ("储能电池组件", "新能源", "fgj"),
    ("冷链物流中心", "现代物流", "swj"), ("智能农机制造", "装备制造", "gxj"), ("农产品精深加工", "食品加工", "nyj"), ("文旅康养小镇", "文化旅游", "wlj"),
    ("数据标注基地", "数字经济", "dsj"), ("高端装配式构件", "绿色建材", "zjj"), ("分布式光伏", "新能源", "fgj"), ("医用耗材生产线", "生物医药", "wjj"),
    ("跨境电商产业园", "商贸服务", "swj"),
)  # fmt: skip
_FROM = ("省外", "云岭省临河市", "海岚省", "北原省", "沙洲省", "东陵省")
OF_2025, OVER_TEN = 86, 12


@dataclass(frozen=True, slots=True)
class One:
    """A project in the making; ``amount`` in 亿元, ``fate`` is what becomes of it."""

    year: int
    place: int
    amount: Decimal
    fate: str

    @property
    def work(self) -> tuple[str, str, str]:
        return _WORKS[(self.place + self.year) % len(_WORKS)]

    @property
    def unit(self) -> str:
        return "swj" if self.work[2] == "dsj" else self.work[2]

    @property
    def firm(self) -> str:
        return _FIRMS[(self.place * 2 + self.year) % len(_FIRMS)]

    @property
    def number(self) -> str:
        return f"青招〔{self.year}〕{self.place + 1:03d}号"


def projects(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    for one in (*_of_2025(), *_of_2026()):
        Project(district, events, one).live()


_FATES_OF_2025 = (
    "producing",
    "building",
    "started",
    "started",
    "building",
    "late",
    "producing",
    "started",
    "building",
    "full",
)


def _of_2025() -> list[One]:
    """86 that the report counts, 12 of 10亿 and more among them."""
    made = []
    for place in range(OF_2025):
        amount = (
            Decimal(10 + place // 7)
            if place % 7 == 2 and place // 7 < OVER_TEN
            else Decimal(100 + place * 37 % 800) / 100
        )
        fate = {40: "framework", 23: "ended", 51: "new_investor", 9: "unconfirmed"}.get(
            place
        ) or _FATES_OF_2025[place % 10]
        made.append(One(2025, place, amount, fate))
    return made


_OF_2026 = {30: "exact", 31: "cooled", 32: "cooled", 33: "quiet", 34: "quiet", 35: "quiet", 36: "talks", 37: "talks", 38: "talks", 39: "planned", 40: "excepted", 41: "asked", 42: "undecided", 12: "public"}  # fmt: skip


def _of_2026() -> list[One]:
    made = []
    for place in range(44):
        large = Decimal(56) if place == 3 else Decimal(12 + place) if place % 6 == 1 and place < 30 else None
        amount = large or (Decimal(1) if place == 30 else Decimal(120 + place * 41 % 780) / 100)
        made.append(One(2026, place, amount, _OF_2026.get(place) or ("started" if place < 12 else "signed")))
    return made


class Project(Hands):
    """What happens to one of them."""

    def __init__(self, district: District, events: Events, one: One) -> None:
        super().__init__(district, events, one.unit)
        self.one = one

    def live(self) -> None:
        one = self.one
        came = date(one.year, 1, 8) + timedelta(days=one.place * (4 if one.year == 2025 else 5))
        self.begin(
            came,
            lambda at: entering.enter(
                actor=self.district.actor(KEEPER, at), entered=self._entered(at.date()), at=at
            ),
        )
        if one.fate == "planned":
            return
        self.do(after(came, 3), entering.talk, self.officer, words="赴企业考察，企业有意在青川布点。")
        if one.fate in {"quiet", "talks", "cooled", "undecided"}:
            self._talks(came)
            return
        self._sign(came)

    def _entered(self, on: date) -> entering.Entered:
        one = self.one
        title = f"{one.firm}{one.work[0]}项目"
        return entering.Entered(
            number=one.number, title=title, office=self.office, on=on, content=f"总投资约{one.amount}亿元，建设{one.work[0]}。", place=PLACE,
            investor=f"{one.firm}{one.work[1]}有限公司", contact="招商专员 0000-000000", from_place=_FROM[one.place % len(_FROM)], industry=one.work[1],
            site="区经济开发区", public_money=one.fate == "public", estimate=one.amount if one.fate == "public" else None,
            approved=one.amount if one.fate == "public" else None,
        )  # fmt: skip

    def _talks(self, came: date) -> None:
        """Talks that go on, that nothing moves in, that end; one whose review is said not to be needed, and nobody has agreed yet."""
        if self.one.fate == "talks":
            self.do(date(2026, 9, 2), entering.talk, self.officer, words="就用地、用能条件达成初步意见。")
        elif self.one.fate == "cooled":
            self.do(
                after(came, 40), entering.cool, self.head, dated=False, reason="企业调整投资计划，暂缓布点。"
            )
        elif self.one.fate == "undecided":
            self.do(
                after(came, 20),
                signing.take_step,
                self.officer,
                kind="review",
                result="not_needed",
                words="投资规模小，不涉及用地。",
            )

    def _sign(self, came: date) -> None:
        one = self.one
        reviewed = after(came, 8)
        for kind, words in (
            ("legality", "区司法局出具合同审查意见。"),
            ("collective", "区政府常务会议研究同意。"),
        ):
            self.do(reviewed, signing.take_step, self.officer, kind=kind, result="passed", words=words)
        signed = after(came, 13)
        if one.fate in {"excepted", "asked"}:
            self._except(reviewed)
        else:
            self.do(
                reviewed,
                signing.take_step,
                self.officer,
                kind="review",
                result="passed",
                words="项目评审会全票通过。",
            )
        if one.fate == "asked":
            return
        if one.fate == "framework":
            self._paper(signed, "framework")
            return
        self._paper(signed, "formal")
        if one.fate == "new_investor":
            self._paper(after(signed, 40), "formal", new_investor=True, investor="远屿联合投资有限公司")
        if one.place % 9 == 4:
            self.do(
                signed,
                building.pledge,
                self.officer,
                dated=False,
                side="government",
                words="协助办理用地手续",
                due=after(signed, 120),
            )
        self._build(signed)

    def _paper(self, day: date, paper: str, **more: object) -> None:
        one = self.one
        suffix = "-2" if more else ""
        self.do(
            day, signing.sign, self.head, dated=False,
            signed=lambda at: signing.Signed(f"青招合〔{one.year}〕{one.place + 1:03d}{suffix}", at.date(), one.amount, paper=paper, long=one.amount >= 10, **more),
        )  # fmt: skip

    def _except(self, day: date) -> None:
        """The review is left out for a while: asked for by the unit, approved by the leader in charge, or not yet."""
        from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
        from luoshi_web.registers.matters.models import Waiver
        from luoshi_web.registers.projects.register import PROJECTS

        self.do(
            day, lambda **said: ask_exception(PROJECTS, **said), KEEPER, dated=False, gate="sign", condition="review_missing",
            reason="企业限期落户，评审会安排在月底。",
        )  # fmt: skip
        if self.one.fate == "excepted":
            self.do(
                after(day, 1), lambda **said: approve_exception(PROJECTS, **said), "deputy1", dated=False,
                waiver_id=lambda at: Waiver.objects.get(matter=self.pk).pk, until=after(day, 40),
            )  # fmt: skip

    def _build(self, signed: date) -> None:
        fate = self.one.fate
        if fate == "ended":
            self.do(
                after(signed, 210),
                signing.end,
                KEEPER,
                dated=False,
                reason="投资方资金链断裂，双方协商解除合同。",
            )
        if fate in {"late", "ended", "signed", "exact", "excepted"}:
            return
        if fate == "public":
            for kind in ("estimate", "year_plan", "funded"):
                self.do(
                    after(signed, 5),
                    signing.take_step,
                    self.officer,
                    kind=kind,
                    result="passed",
                    words="已批复并列入年度政府投资计划。",
                )
        begun = after(signed, 100)
        self._event(begun, "started", "施工许可证")
        self._money(after(begun, 20), "arrived", "0.3")
        if fate in {"building", "full", "producing"}:
            self._event(after(begun, 60), "building", "月度形象进度照片")
            self._money(after(begun, 70), "built", "0.2")
        if fate in {"producing", "full"}:
            self._event(after(begun, 160), "producing", "首批产品下线报告")
        if fate == "full":
            self._event(after(begun, 250), "full", "产能核定报告")

    def _event(self, day: date, kind: str, proof: str) -> None:
        self.do(day, building.happened, self.officer, kind=kind, proof=proof)
        if self.one.fate == "unconfirmed":
            return
        last = self.latest(Event, "project")
        self.do(after(day, 4), building.confirm, SECOND, dated=False, event_id=last)

    def _money(self, day: date, kind: str, share: str) -> None:
        amount = (self.one.amount * Decimal(share)).quantize(Decimal("0.01"))
        self.do(day, building.pay, self.officer, kind=kind, amount=amount, proof="银行进账单")
