"""Findings, cases, major decisions and normative documents for bench/registers.py: written in bulk past the services, of the shape that these leave."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F

from bench.office_data import in_bulk
from luoshi_web.accounts.models import Office, Person
from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.models import CaseAdvice, CaseParty, Reconsideration
from luoshi_web.registers.cases.rules.states import STATES as CASES
from luoshi_web.registers.decisions.models import Consultation, Decision, LegalityReview
from luoshi_web.registers.decisions.rules.states import STATES as DECISIONS
from luoshi_web.registers.documents.models import DocumentFiling, DocumentStep, NormativeDocument
from luoshi_web.registers.documents.rules.states import STATES as DOCUMENTS
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.findings.models import Finding, FindingMoney, FindingStage
from luoshi_web.registers.findings.rules.states import STATES as FINDINGS
from luoshi_web.registers.matters.models import Clock, Matter

YEARS = (2022, 2023, 2024, 2025, 2026)
_FINDINGS = (
    ("closed",) * 62
    + ("rectifying",) * 18
    + ("planned",) * 4
    + ("applied",) * 4
    + ("noticed",) * 4
    + ("lasting",) * 5
    + ("reopened",) * 3
)
_SOURCES = ("audit",) * 6 + ("patrol", "environment", "supervision", "special")
_CASES = ("closed",) * 70 + ("handling",) * 16 + ("accepted",) * 6 + ("served",) * 8
_OUTCOMES = ("upheld", "annulled", "refused", "mediated", "settled", "unlawful", "ended")
_JUDGED = ("claim_refused", "annulled", "withdrawn", "suit_dismissed", "unlawful")
_DECISIONS = ("executing",) * 60 + ("evaluated",) * 15 + ("drafting",) * 15 + ("dropped",) * 10
_DOCUMENTS = ("published",) * 60 + ("lapsed",) * 15 + ("repealed",) * 15 + ("draft",) * 10


class Law:
    """Who enters what, among which units, by one chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.offices = list(Office.objects.filter(kind="department").order_by("order"))
        self.keeper = Person.objects.get(username="supervision")
        self.head = Person.objects.get(username="head0")

    def build(self, findings: int, cases: int, decisions: int, documents: int) -> None:
        """All four registers."""
        self._findings(findings)
        self._cases(cases)
        self._decisions(decisions)
        self._documents(documents)

    def _matters(
        self, register: str, count: int, states: tuple[str, ...], phases: object, title: str
    ) -> list[Matter]:
        phase = {state: phases.phase(state).value for state in set(states)}  # type: ignore[attr-defined]
        in_bulk(Matter, self._rows(register, count, states, phase, title))
        return list(Matter.objects.filter(register=register).order_by("pk"))

    def _rows(
        self, register: str, count: int, states: tuple[str, ...], phase: dict[str, str], title: str
    ) -> Iterator[Matter]:
        for number in range(count):
            year, state = YEARS[number % len(YEARS)], self.chance.choice(states)
            opened = date(year, 1, 5) + timedelta(days=self.chance.randint(0, 220))
            yield Matter(
                register=register, number=f"{year}第{number}号", year=year, title=title.format(number), office=self.chance.choice(self.offices),
                secrecy=1, state=state, phase=phase[state], opened_on=opened, entered_by=self.keeper,
                ended_on=opened + timedelta(days=100) if phase[state] == "ended" else None,
            )  # fmt: skip

    def _findings(self, count: int) -> None:
        matters = self._matters("findings", count, _FINDINGS, FINDINGS, "第{}处专项资金滞留未及时拨付的问题")
        in_bulk(Finding, (self._finding(matter) for matter in matters))
        rows = list(Finding.objects.select_related("matter").order_by("pk"))
        in_bulk(
            FindingMoney,
            (
                FindingMoney(
                    finding=row, kind=self.chance.choice(list(FindingMoney.Kind)), amount=row.amount, voucher=f"支付{row.pk}号",
                    on=row.issued_on + timedelta(days=60), by=self.head,
                )
                for row in rows
                if row.amount and row.closed_on
            ),
        )  # fmt: skip
        in_bulk(
            FindingStage,
            (
                FindingStage(finding=row, words="完成清理", due=row.issued_on + timedelta(days=45 * part))
                for row in rows
                if row.time_class != "at_once"
                for part in (1, 2)
            ),
        )
        in_bulk(
            Clock,
            (clock_of(row.matter, "check", row.due, row.closed_on, row.place) for row in rows if row.due),
        )

    def _finding(self, matter: Matter) -> Finding:
        due = matter.opened_on + timedelta(days=self.chance.randint(30, 200))
        closed = matter.opened_on + timedelta(days=100) if matter.state in ("closed", "reopened") else None
        again = closed + timedelta(days=30) if closed and matter.state == "reopened" else None
        return Finding(
            matter=matter, source=self.chance.choice(_SOURCES), place="南乐", issued_on=matter.opened_on, received_on=matter.opened_on,
            category=self.chance.choice(("资金滞留", "未招标", "超范围支出", "")), text="截至检查日滞留专项资金", measures="限期拨付",
            amount=Decimal(self.chance.randint(1, 900)) * 1000 if self.chance.random() < 0.5 else None,
            time_class=self.chance.choice(("at_once", "staged", "lasting")), due=due, first_due=due, closed_on=closed, reopened_on=again,
            reopened_why="同类问题再次出现" if again else "", rules_made=self.chance.randint(0, 2),
        )  # fmt: skip

    def _cases(self, count: int) -> None:
        """One of five is a court case."""
        matters = self._matters("cases", count, _CASES, CASES, "第{}号不服行政处罚决定案")
        in_bulk(
            Reconsideration,
            (self._application(matter) for number, matter in enumerate(matters) if number % 5),
        )
        suits = [matter for number, matter in enumerate(matters) if not number % 5]
        Matter.objects.filter(pk__in=[matter.pk for matter in suits]).update(
            state="suit_closed", phase="ended", ended_on=F("opened_on")
        )
        in_bulk(Suit, (self._suit(matter) for matter in suits))
        in_bulk(
            CaseParty,
            (
                CaseParty(matter=matter, role="applicant", name=f"申请人{matter.pk}", order=1)
                for matter in matters
            ),
        )
        in_bulk(
            CourtHearing,
            (
                CourtHearing(
                    suit=suit, on=suit.filed_on + timedelta(days=40), asked=suit.pk % 3 == 0, came=came, name="负责人", post="副局长",
                    excuse="none" if came == "staff" else "", reason="另有会议" if came == "staff" else "", entered_by=self.keeper,
                )
                for suit in Suit.objects.order_by("pk")
                for came in (self.chance.choice(("chief", "deputy", "deputy", "staff")),)
            ),
        )  # fmt: skip
        in_bulk(CaseAdvice, (self._advice(matter) for matter in matters[::8]))
        rows = Reconsideration.objects.select_related("matter").order_by("pk")
        in_bulk(Clock, (clock_of(row.matter, "decide", row.due, row.closed_on) for row in rows if row.due))

    def _application(self, matter: Matter) -> Reconsideration:
        closed = (
            matter.opened_on + timedelta(days=self.chance.randint(20, 70))
            if matter.state in ("closed", "served")
            else None
        )
        return Reconsideration(
            matter=matter, kind=self.chance.choice(list(Reconsideration.Kind)), claim="请求撤销行政处罚决定", received_on=matter.opened_on,
            arrived_on=matter.opened_on, accepted_on=matter.opened_on + timedelta(days=3), accepted_how="decided",
            due=matter.opened_on + timedelta(days=64), outcome=self.chance.choice(_OUTCOMES) if closed else "", closed_on=closed,
        )  # fmt: skip

    def _advice(self, matter: Matter) -> CaseAdvice:
        came = matter.opened_on + timedelta(days=70)
        return CaseAdvice(
            matter=matter, kind="letter", office_id=matter.office_id or self.offices[0].pk, number=f"意见{matter.pk}号", words="完善执法程序",
            received_on=came, due=came + timedelta(days=60), answered_on=came + timedelta(days=30), answer="已完善", entered_by=self.keeper,
        )  # fmt: skip

    def _suit(self, matter: Matter) -> Suit:
        return Suit(
            matter=matter, level=self.chance.choice((1, 1, 1, 2)), court="青川区人民法院", cause="请求撤销行政处罚决定", filed_on=matter.opened_on,
            copy_received_on=matter.opened_on, judged=self.chance.choice(_JUDGED), judged_on=matter.opened_on + timedelta(days=80),
            judgment=f"（{matter.year}）判{matter.pk}号",
        )  # fmt: skip

    def _decisions(self, count: int) -> None:
        matters = self._matters("decisions", count, _DECISIONS, DECISIONS, "第{}号养老服务设施布局规划")
        decided = [matter for matter in matters if matter.state in ("executing", "evaluated")]
        in_bulk(Decision, (self._decision(matter) for matter in matters))
        in_bulk(
            Consultation,
            (
                Consultation(
                    matter=matter, opened_on=matter.opened_on, until=matter.opened_on + timedelta(days=35), means="网站", opinions=9, adopted=4,
                    answer="采纳4条", answered_on=matter.opened_on + timedelta(days=40), entered_by=self.head,
                )
                for matter in decided
            ),
        )  # fmt: skip
        in_bulk(
            LegalityReview,
            (
                LegalityReview(
                    matter=matter, asked_on=matter.opened_on + timedelta(days=41), as_review=True, asked_by=self.head,
                    complete_on=matter.opened_on + timedelta(days=41), opinion="legal", given_on=matter.opened_on + timedelta(days=55),
                    given_by=self.keeper, number=f"合审{matter.pk}号", power=True, procedure=True, content=True, lawyers="法律顾问", words="合法",
                )
                for matter in decided
            ),
        )  # fmt: skip

    def _decision(self, matter: Matter) -> Decision:
        tabled = matter.opened_on + timedelta(days=60) if matter.state in ("executing", "evaluated") else None
        added = matter.pk % 10 == 0
        return Decision(
            matter=matter, kind=self.chance.choice(list(Decision.Kind)), listing="added" if added else "first", listed_why="工作需要" if added else "",
            tabled_on=tabled, decided_on=tabled,
        )  # fmt: skip

    def _documents(self, count: int) -> None:
        matters = self._matters("documents", count, _DOCUMENTS, DOCUMENTS, "第{}号人才公寓管理办法")
        keeper = Person.objects.get(username="leader")
        in_bulk(NormativeDocument, (self._document(matter, keeper) for matter in matters))
        issued = [matter for matter in matters if matter.state != "draft"]
        in_bulk(
            DocumentStep,
            (
                DocumentStep(document_id=matter.pk, kind=kind, result="passed", on=matter.opened_on, words="未见不合法之处", entered_by=self.keeper)
                for matter in issued
                for kind in ("legality", "competition")
            ),
        )  # fmt: skip
        in_bulk(
            DocumentFiling,
            (
                DocumentFiling(document_id=matter.pk, to="above", number=f"备{matter.pk}号", on=matter.opened_on + timedelta(days=45), by=self.keeper)
                for matter in issued
            ),
        )  # fmt: skip

    def _document(self, matter: Matter, second: Person) -> NormativeDocument:
        if matter.state == "draft":
            return NormativeDocument(matter=matter, maker="government", basis="某法第8条")
        published = matter.opened_on + timedelta(days=30)
        return NormativeDocument(
            matter=matter, maker=self.chance.choice(("government", "office", "department")), basis="某法第8条", business=matter.pk % 3 == 0,
            paper_number=f"青政发〔{matter.year}〕{matter.pk}号", signed_on=matter.opened_on, registered_on=matter.opened_on, registered_by=self.keeper,
            published_on=published, published_by=second, published_where="区政府网站", effective_on=published + timedelta(days=30),
            ends_on=published + timedelta(days=30 + self.chance.choice((730, 1826))),
            over_on=matter.ended_on if matter.ended_on and matter.ended_on > published else None,
        )  # fmt: skip


def clock_of(
    matter: Matter, code: str, due: date, done: date | None, place: str = "", began: date | None = None
) -> Clock:
    """A clock of a matter, from the day it was opened where ``began`` says no other; it runs where nothing is done, whatever the day: the night has all of them to end."""
    began = began or matter.opened_on
    length = clocks()[matter.register][code].length(on=began, place=place)
    state = Clock.State.RUNNING if done is None else Clock.State.MET if done <= due else Clock.State.MISSED
    return Clock(
        matter=matter, code=code, began=began, count=length.count, unit=length.unit, due=due, first_due=due, law=length.law,
        article=length.article, edition="-", state=state, settled_on=done,
    )  # fmt: skip
