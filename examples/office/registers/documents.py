"""Normative documents: some from before the register, those of 2025 and 2026; drafts, comments, reviews, filings, evaluations, a clean-up, what lapsed and was repealed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import KEEPER, SECOND, Hands, after
from luoshi_web.registers.documents.models import CleanUp, DocumentFiling, DocumentRequest, DocumentStep
from luoshi_web.registers.documents.services import cleaning, entering, issuing, living, preparing

_OLD = (
    ("青川区城市供水管理办法", "government", "slj", 2020, 2025, "lapses"), ("青川区犬类管理规定", "government", "zjj", 2021, 2026, "lapses"),
    ("青川区农村公路养护管理办法", "government", "jty", 2022, 2026, "evaluated"), ("青川区人才公寓管理办法", "office", "rsj", 2022, 2027, ""),
    ("青川区户外广告设置管理办法", "government", "zjj", 2019, 2027, "repealed"), ("青川区储备粮管理办法", "office", "fgj", 2023, 2028, ""),
    ("青川区临时救助实施办法", "office", "mzj", 2022, 2027, "asked"), ("青川区小微企业用工补贴办法", "department", "rsj", 2023, 2026, "due"),
)  # fmt: skip
"""Title, maker, unit, the year from which, the year in which it ends, and what becomes of it."""
_NEW = (
    ("青川区支持智能制造发展若干政策", 2025, "gxj", "government", True, "filed"), ("青川区既有住宅加装电梯实施办法", 2025, "zjj", "government", False, "filed"),
    ("青川区学生营养餐补助管理办法", 2025, "jtj", "office", False, "filed"), ("青川区民宿管理暂行办法", 2025, "wlj", "government", True, "corrected"),
    ("青川区河道采砂管理办法", 2025, "slj", "government", True, "filed"), ("青川区公益性岗位管理办法", 2025, "rsj", "office", False, "late"),
    ("青川区夜间经济发展扶持办法", 2026, "swj", "government", True, "filed"), ("青川区医疗救助实施办法", 2026, "ybj", "office", False, "to_file"),
    ("青川区农业社会化服务管理办法", 2026, "nyj", "department", True, "to_publish"), ("青川区共享单车管理办法", 2026, "jty", "government", True, "to_decide"),
    ("青川区大型活动安全管理规定", 2026, "yjj", "government", False, "in_review"), ("青川区早餐经营网点管理办法", 2026, "swj", "department", True, "commenting"),
    ("青川区政务数据共享管理办法", 2026, "spj", "office", False, "draft"), ("青川区机关会务管理规定", 2026, "czj", "office", False, "none"),
    ("青川区充电设施建设运营管理办法", 2026, "fgj", "government", True, "sent_back"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class New:
    """A document in the making; ``fate``: how far it comes."""

    place: int
    title: str
    year: int
    unit: str
    maker: str
    business: bool
    fate: str

    @property
    def drafted_on(self) -> date:
        late = {"commenting": date(2026, 8, 20), "draft": date(2026, 9, 3), "in_review": date(2026, 7, 20), "to_decide": date(2026, 6, 30), "sent_back": date(2026, 7, 1), "to_publish": date(2026, 6, 8), "to_file": date(2026, 5, 6)}  # fmt: skip
        return late.get(self.fate) or date(self.year, 1, 8) + timedelta(days=self.place % 6 * 38)


def documents(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    for place, old in enumerate(_OLD):
        Old(district, events, place, *old).live()
    for place, new in enumerate(_NEW):
        Document(district, events, New(place, *new)).live()
    _clean_up(district, events)


class Old(Hands):
    """One that was issued before the register, taken over at its beginning."""

    def __init__(self, district: District, events: Events, place: int, title: str, maker: str, unit: str, since: int, until: int, fate: str) -> None:  # fmt: skip
        super().__init__(district, events, unit)
        self.place, self.title, self.maker, self.since, self.until, self.fate = (
            place,
            title,
            maker,
            since,
            until,
            fate,
        )

    def live(self) -> None:
        self.begin(
            date(2025, 1, 6),
            lambda at: entering.take_over(actor=self.district.actor(KEEPER, at), taken=self._taken(), at=at),
        )
        if self.fate == "evaluated":
            self.do(date(2026, 6, 3), living.evaluate, self.officer)
            self.do(
                date(2026, 7, 15),
                living.conclude,
                self.head,
                finding="keep",
                words="实施效果较好，建议继续执行。",
            )
        if self.fate == "repealed":
            self.do(
                date(2025, 9, 22),
                issuing.repeal,
                KEEPER,
                how="repeal",
                since=date(2025, 10, 8),
                paper="青政发〔2025〕21号",
            )
        if self.fate == "asked":
            self._ask(date(2025, 5, 12), "advice", "青川区人民法院", 30)
            self._ask(date(2026, 8, 25), "review", "市民来信", None)

    def _ask(self, day: date, kind: str, asker: str, answered: int | None) -> None:
        self.do(
            day,
            living.receive_request,
            KEEPER,
            kind=kind,
            asker=asker,
            words="第六条申请条件与上位规定不一致。",
        )
        if answered is not None:
            last = self.latest(DocumentRequest, "document")
            self.do(
                after(day, answered),
                living.answer_request,
                KEEPER,
                request_id=last,
                outcome="lawful",
                answer="条款与上位规定一致，已书面答复。",
            )

    def _taken(self) -> entering.TakenOver:
        ends = (
            date(self.until, 11, 30)
            if self.fate == "due"
            else date(self.until, 8, 31)
            if self.fate == "lapses"
            else date(self.until, 12, 31)
        )
        return entering.TakenOver(
            f"青川GF-{self.since}-{self.place + 1:03d}", self.title, self.office, self.maker, "有关法律法规", f"青政规〔{self.since}〕{self.place + 1}号",
            date(self.since, 11, 20), date(self.since + 1, 1, 1), ends,
        )  # fmt: skip


class Document(Hands):
    """What happens to a new one."""

    def __init__(self, district: District, events: Events, new: New) -> None:
        super().__init__(district, events, new.unit)
        self.new = new

    def live(self) -> None:
        fate, day = self.new.fate, self.new.drafted_on
        self.begin(
            day,
            lambda at: entering.draft(
                actor=self.district.actor(self.officer, at), drafted=self._drafted(at.date()), at=at
            ),
        )
        if fate == "draft":
            return
        if fate == "none":
            self.do(
                after(day, 6),
                entering.leave_out,
                KEEPER,
                dated=False,
                reason="属内部管理制度，不是行政规范性文件。",
            )
            return
        self.do(
            after(day, 2), preparing.open_comment, self.officer, dated=False, since=lambda at: at.date(), until=lambda at: after(at.date(), 33), where="区政府网站"
        )  # fmt: skip
        if fate == "commenting":
            return
        handed = after(day, 40)
        self.do(handed, preparing.count_opinions, self.officer, dated=False, opinions=14, adopted=5)
        self.do(handed, preparing.tell_back, self.officer, where="区政府网站")
        self.do(after(handed, 1), preparing.submit, self.head)
        if fate == "sent_back":
            self.do(
                after(handed, 6),
                preparing.send_back,
                SECOND,
                dated=False,
                reason="制定依据不足，补充论证后再报。",
            )
        elif fate != "in_review":
            self._review(after(handed, 1))

    def _drafted(self, on: date) -> entering.Drafted:
        new = self.new
        return entering.Drafted(
            f"起草{new.year}-{new.place + 1:03d}", new.title, self.office, on, new.maker, "有关法律法规和上级政策", business=new.business,
            provisional="暂行" in new.title,
        )  # fmt: skip

    def _review(self, handed: date) -> None:
        day = after(handed, 12)
        self.do(
            day,
            preparing.review,
            SECOND,
            result="passed",
            words=f"青合审〔{self.new.year}〕规{self.new.place + 1}号：未见不合法之处。",
        )
        self.do(day, preparing.compete, self.officer, result="passed", words="不含限制竞争内容。")
        if self.new.maker != "department":
            last = self.latest(DocumentStep, "document", kind="competition")
            self.do(after(day, 1), preparing.confirm_review, KEEPER, dated=False, step_id=last)
        if self.new.fate == "to_decide":
            return
        met = after(day, 9)
        self.do(met, preparing.deliberate, KEEPER, passed=True, meeting="区政府常务会议")
        number = self.new.place % 6 + 1
        signed = after(met, 4)
        self.do(
            signed, issuing.register, KEEPER, dated=False,
            numbered=lambda at: issuing.Numbered(f"青川GF-{at.year}-{number:03d}", f"青政规〔{at.year}〕{number}号", at.date(), at.date()),
        )  # fmt: skip
        if self.new.fate != "to_publish":
            self._publish(after(signed, 4))

    def _publish(self, day: date) -> None:
        years = 2 if "暂行" in self.new.title else 5
        self.do(
            day, issuing.publish, SECOND, dated=False,
            published=lambda at: issuing.Published(at.date(), "区政府门户网站、公报", after(at.date(), 35), years=years, file_up="long"),
        )  # fmt: skip
        self.do(after(day, 3), issuing.explain, self.officer)
        if self.new.fate == "to_file":
            return
        filed = after(day, 45 if self.new.fate == "late" else 18)
        self.do(
            filed,
            living.file_up,
            KEEPER,
            to="above",
            number=f"青政备〔{self.new.year}〕{self.new.place + 1}号",
        )
        last = self.latest(DocumentFiling, "document")
        answer = "correct" if self.new.fate == "corrected" else "accepted"
        self.do(
            after(filed, 25),
            living.filing_answered,
            KEEPER,
            filing_id=last,
            answer=answer,
            words="第五条应当修改。" if answer == "correct" else "",
        )
        if answer == "correct":
            self.do(
                after(filed, 60), living.corrected, KEEPER, filing_id=last, how="已修改第五条并重新公布。"
            )


def _clean_up(district: District, events: Events) -> None:
    """The clean-up of 2026: what is in force on 1 June, most proposed, not yet decided."""

    def begin(at: datetime) -> None:
        actor = district.actor(KEEPER, at)
        made = cleaning.open_clean_up(
            actor=actor,
            title="2026年行政规范性文件清理",
            basis="上级关于开展清理工作的通知",
            as_of=at.date(),
            at=at,
        )
        keys = list(made.rows.order_by("document").values_list("document", flat=True))
        for chosen, finding, why in ((keys[2:-1], "keep", ""), (keys[:1], "repeal", "调整对象已不存在")):
            version = CleanUp.objects.values_list("version", flat=True).get(pk=made.pk)
            cleaning.propose(
                actor=actor,
                clean_up_id=made.pk,
                version=version,
                chosen=chosen,
                finding=finding,
                why=why,
                at=at,
            )

    events.on(date(2026, 6, 1), begin)
