"""Major decisions of 2025 and 2026: the catalogues, the steps of each, the meetings; outside the catalogue, dropped, put off, halted, evaluated, late to be published."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import KEEPER, SECOND, Hands, after
from luoshi_web.registers.decisions.models import Determination
from luoshi_web.registers.decisions.services import afterwards, catalogue, deciding, legality, steps
from luoshi_web.registers.matters.discussing import Convened, Discussed, convene, sign_minutes
from luoshi_web.registers.matters.meetings import Meeting

_OF_2025 = (
    ("青川区养老服务设施布局专项规划", "plan", "mzj", "evaluated"), ("青川区城市更新三年行动方案", "policy", "zjj", "goes"), ("青川区公共停车收费管理措施", "policy", "fgj", "hearing"),
    ("青川大道东延工程建设方案", "works", "jty", "goes"), ("青川区义务教育学校布局调整方案", "policy", "jtj", "dissent"), ("青川区农村供水保障规划", "plan", "slj", "goes"),
    ("青川区中医医院迁建工程", "works", "wjj", "slow"), ("青川区古民居保护利用办法", "resources", "wlj", "dropped"), ("青川区促进民营经济发展若干措施", "policy", "gxj", "added"),
)  # fmt: skip
_OF_2026 = (
    ("青川区“十五五”水安全保障规划", "plan", "slj", "goes"), ("青川区居家养老助餐补贴办法", "policy", "mzj", "goes"), ("临青城际快速路青川段建设方案", "works", "jty", "tabled"),
    ("青川区托育服务收费指导意见", "policy", "wjj", "comment"), ("青川区矿山生态修复规划", "resources", "zrj", "returned"), ("青川区老旧小区电梯加装补贴措施", "policy", "zjj", "put_off"),
    ("青川区文化馆新馆建设工程", "works", "wlj", "undetermined"), ("青川区数据资源管理办法", "other", "spj", "begun"), ("青川区防汛应急物资储备方案", "other", "yjj", "outside"),
    ("青川区公交线网优化方案", "policy", "jty", "halted"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class One:
    """A matter to be decided; ``fate``: what becomes of it."""

    year: int
    place: int
    title: str
    kind: str
    unit: str
    fate: str

    @property
    def entered_on(self) -> date:
        late = {"added": date(self.year, 4, 20), "outside": date(self.year, 5, 18)}
        return late.get(self.fate) or date(self.year, 1, 10)


def decisions(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    for year, rows in ((2025, _OF_2025), (2026, _OF_2026)):
        for place, row in enumerate(rows):
            Decision(district, events, One(year, place, *row)).live()
        events.on(date(year, 2, 24), lambda at, year=year: _publish(district, year, at))


def _publish(district: District, year: int, at: datetime) -> None:
    catalogue.publish_catalogue(
        actor=district.actor(KEEPER, at), year=year, party_agreed_on=at.date() - timedelta(days=6), on=at.date(), where="区政府门户网站", at=at
    )  # fmt: skip


class Decision(Hands):
    """What happens to one of them."""

    def __init__(self, district: District, events: Events, one: One) -> None:
        super().__init__(district, events, one.unit)
        self.one = one

    def live(self) -> None:
        one, fate = self.one, self.one.fate
        self.begin(
            one.entered_on,
            lambda at: catalogue.enter(
                actor=self.district.actor(KEEPER, at), entered=self._entered(at.date()), at=at
            ),
        )
        if fate == "dropped":
            self.do(
                date(one.year, 7, 8),
                catalogue.drop,
                KEEPER,
                dated=False,
                reason="上位规划调整，本年度不再提请决策。",
            )
            return
        begun = max(date(one.year, 3, 3) + timedelta(days=one.place * 6), after(one.entered_on, 5))
        self.do(begun, catalogue.start, KEEPER, words="区政府常务会议同意启动。")
        if fate == "begun":
            return
        self.do(after(begun, 7), steps.draft, self.officer, title=f"{one.title}（草案）")
        self._hear(after(begun, 8))

    def _entered(self, on: date) -> catalogue.Entered:
        one, fate = self.one, self.one.fate
        why = {"added": "落实上级部署新增。", "outside": "汛期应急需要，未列入年度目录。"}.get(fate, "")
        return catalogue.Entered(
            number=f"青决〔{one.year}〕{one.place + 1}号", title=one.title, kind=one.kind, office=self.office, on=on, planned_on=date(one.year, 10, 30),
            hearing_planned=fate == "hearing", market=fate == "added", outside=fate == "outside", why=why,
        )  # fmt: skip

    def _hear(self, day: date) -> None:
        fate = self.one.fate
        self.do(
            day, steps.open_comment, self.officer, until=lambda at: after(at.date(), 70 if fate == "comment" else 32), means="区政府网站、公众号",
            address="区政府网站民意征集栏目",
        )  # fmt: skip
        if fate == "comment":
            return
        told = after(day, 42)
        self.do(
            told,
            steps.answer_comment,
            self.officer,
            opinions=26 - self.one.place,
            adopted=9,
            answer="采纳9条，其余已逐条说明理由。",
        )
        if fate == "hearing":
            self.do(
                told,
                steps.hear,
                self.officer,
                papers_on=lambda at: after(at.date(), -12),
                present=18,
                words="听证代表总体赞成，建议设置免费时段。",
            )
        self.do(
            told,
            steps.hear_expert,
            self.officer,
            name="许安之",
            institution="临河学院",
            stance="agrees",
            words="方案可行，建议分步实施。",
            signed=True,
            no_interest=True,
        )
        self.do(told, steps.answer_experts, self.officer, dated=False, answer="采纳分步实施建议。")
        if self.one.kind == "other" or fate == "undetermined":
            self.do(told, steps.leave_out, self.officer, step="risk", why="不涉及社会稳定、生态环境风险。")
            if fate == "undetermined":
                return
            last = self.latest(Determination, "matter")
            self.do(after(told, 2), steps.agree_left_out, SECOND, dated=False, determination_id=last)
        else:
            self.do(
                told,
                steps.assess_risk,
                self.officer,
                by="青川安评咨询中心",
                level="low",
                points="施工期扰民、邻里意见",
                measures="错峰施工、提前公示",
                controllable=True,
            )
        if fate == "added":
            self.do(told, steps.review_fairness, self.officer, passed=True, words="不含限制竞争内容。")
        self._review(after(told, 3))

    def _review(self, day: date) -> None:
        self.do(day, legality.ask_review, self.head, as_review=True)
        if self.one.fate == "returned":
            self.do(after(day, 3), legality.return_papers, SECOND, missing="缺少专家论证报告原件。")
            return
        given = after(day, 14)
        self.do(
            given, legality.give_opinion, SECOND, dated=False,
            given=lambda at: legality.Given(at.date(), "legal", f"青合审〔{self.one.year}〕{self.one.place + 1}号", True, True, True, "区政府法律顾问", "权限、程序、内容合法。"),
        )  # fmt: skip
        self.do(after(given, 2), deciding.table, self.head)
        if self.one.fate != "tabled":
            self._decide(after(given, 9))

    def _decide(self, day: date) -> None:
        one, fate = self.one, self.one.fate
        self.do(day, deciding.decide, KEEPER, dated=False, discussed=self._discussed)
        if fate == "put_off":
            return
        self.do(after(day, 3), deciding.report, KEEPER, paper=f"青政党组〔{one.year}〕{one.place + 1}号")
        if fate == "slow":  # it went out after its twenty working days
            self._publish(after(day, 45))
        elif one.year == 2025 or one.place % 2 == 0 or fate == "halted":
            self._publish(after(day, 9))

    def _publish(self, day: date) -> None:
        fate = self.one.fate
        self.do(
            day,
            deciding.publish,
            KEEPER,
            where="区政府公报、门户网站",
            explanation="采纳公众意见9条、专家意见1条。",
        )
        self.do(after(day, 2), deciding.execute, KEEPER, dated=False, executor=lambda at: self.office)
        if fate == "halted":
            self.do(after(day, 8), afterwards.halt, "mayor", reason="客流数据异常，暂停执行、重新核定。")
        if fate == "evaluated":
            self.do(
                after(day, 260), afterwards.evaluate, KEEPER, by="临河市社会科学研究中心", why="实施满一年", advice="go_on", words="布局基本合理，建议增加助餐点。"
            )  # fmt: skip

    def _discussed(self, at: datetime) -> Discussed:
        """The meeting of the day, convened with the first matter that is put before it."""
        actor = self.district.actor(KEEPER, at)
        number = f"第{10 + at.date().timetuple().tm_yday // 7}次"
        held = Meeting.objects.filter(kind="standing", on=at.date(), number=number).first()
        if held is None:
            held = convene(
                actor=actor,
                convened=Convened("standing", number, at.date(), 9, 8, "沈知秋", absent="一人出差"),
                at=at,
            )
            sign_minutes(
                actor=actor, meeting_id=held.pk, number=f"青政常纪〔{at.year}〕{number}", on=at.date(), at=at
            )
        if self.one.fate == "put_off":
            return Discussed(
                held, "put_off", "oral", 3, "补贴标准再作测算，下次会议研究。", True, abstained=5
            )
        if self.one.fate == "dissent":
            return Discussed(
                held,
                "passed",
                "oral",
                7,
                "原则同意，分两年实施。",
                True,
                no=1,
                dissents=[("方晓禾", "建议保留两所村小教学点。")],
            )
        return Discussed(held, "passed", "oral", 8, "原则同意。", True)
