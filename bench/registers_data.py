"""Registers that are larger than any district's, for bench/registers.py: written in bulk past the services, of the shape that these leave."""

import random
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection, transaction

from bench.office_data import NOW, TODAY, in_bulk, people_of_a_district
from bench.registers_law import Law, clock_of
from luoshi_web.accounts.models import Office, Person
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.projects.models import Contract, Event, Money, Project
from luoshi_web.registers.proposals.models import (
    Commitment,
    Contact,
    Proposal,
    Rating,
    Reply,
    Share,
    Signatory,
)
from luoshi_web.registers.proposals.rules.states import STATES, State

YEARS = (2022, 2023, 2024, 2025, 2026)
# How the proposals of a year stand in September, in hundredths
_STATES = (
    (State.SETTLED, 62), (State.FOLLOWING, 12), (State.REPLIED, 8), (State.HANDLING, 8), (State.ASSIGNED, 4), (State.REDOING, 2),
    (State.RETURNED, 1), (State.FILED, 1), (State.WITHDRAWN, 1), (State.NOT_FILED, 1),
)  # fmt: skip
_REPLIED = frozenset({State.SETTLED, State.FOLLOWING, State.REPLIED, State.REDOING})
_BEFORE_ASSIGNMENT = frozenset({State.FILED, State.NOT_FILED})
_SIGNED_BY, _CO, _PROMISES = 3, 0.4, 0.35


def build(
    proposals: int, projects: int, findings: int, cases: int, decisions: int, documents: int
) -> dict[str, Person]:
    """The district and its registers; returns somebody of each role by its name."""
    chance = random.Random(2026)
    with transaction.atomic():
        people, _posts = people_of_a_district()
        _proposals(chance, proposals, Person.objects.get(username="supervision"))
        _projects(chance, projects, Person.objects.get(username="supervision"))
        Law(chance).build(findings, cases, decisions, documents)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registers_matter SET due = (SELECT min(c.due) FROM registers_clock c WHERE c.matter_id = registers_matter.id AND c.state = 'running')"
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def _proposals(chance: random.Random, count: int, keeper: Person) -> None:
    offices = list(Office.objects.filter(kind="department").order_by("order"))
    head = Person.objects.get(username="head0")
    states = [state for state, share in _STATES for _ in range(share)]
    in_bulk(
        Matter, (_matter(chance, number, chance.choice(states), offices, keeper) for number in range(count))
    )
    matters = list(Matter.objects.filter(register=Matter.Register.PROPOSALS).order_by("pk"))
    in_bulk(Proposal, (_proposal(chance, matter) for matter in matters))
    in_bulk(
        Signatory,
        (
            Signatory(
                proposal_id=matter.pk, order=order, name=f"代表{matter.pk}之{order}", group="城关代表团", phone="13800000000"
            )
            for matter in matters
            for order in range(1, chance.randint(2, _SIGNED_BY + 1))
        ),
    )  # fmt: skip
    first = dict(Signatory.objects.filter(order=1).values_list("proposal", "pk"))
    rows = list(Proposal.objects.select_related("matter").order_by("pk"))
    assigned = [row for row in rows if row.assigned_on is not None]
    in_bulk(
        Share,
        (share for row in assigned for share in _shares(chance, row, offices)),
    )
    replied = [row for row in rows if row.replied_on is not None]
    in_bulk(
        Contact,
        (
            Contact(
                proposal=row, signatory_id=first[row.pk], on=_day(row.assigned_on) + timedelta(days=9), means=chance.choice(list(Contact.Means)),
                words="当面听取意见", by=head,
            )
            for row in replied
        ),
    )  # fmt: skip
    in_bulk(
        Reply,
        (
            Reply(
                proposal=row, round=1, number=f"函〔{row.matter.year}〕{row.pk}号", words="已研究办理", outcome=row.outcome, signed_by=head,
                sent_on=_day(row.replied_on), received_on=row.replied_on,
            )
            for row in replied
        ),
    )  # fmt: skip
    in_bulk(
        Commitment,
        (
            made
            for row in replied
            if chance.random() < _PROMISES
            if (made := _promise(chance, row, head, keeper))
        ),
    )
    in_bulk(
        Rating,
        (
            Rating(
                proposal=row, of=Rating.Of.REPLY, round=1, value=chance.choice((Rating.Value.SATISFIED,) * 8 + (Rating.Value.MOSTLY,)),
                given_by_id=first[row.pk], given_on=_day(row.replied_on) + timedelta(days=7), entered_by=keeper,
            )
            for row in replied
            if row.matter.state != State.REPLIED
        ),
    )  # fmt: skip
    in_bulk(
        Clock,
        (clock_of(row.matter, "reply", row.due or TODAY, row.replied_on, "重庆", row.assigned_on) for row in assigned),
    )  # fmt: skip


def _matter(
    chance: random.Random, number: int, state: State, offices: list[Office], keeper: Person
) -> Matter:
    year = YEARS[number % len(YEARS)]
    opened = date(year, 1, 20) + timedelta(days=chance.randint(0, 220))
    phase = STATES.phase(state).value
    return Matter(
        register=Matter.Register.PROPOSALS, number=f"{year}第{number}号", year=year, title=f"关于第{number}处社区便民设施的建议",
        office=None if state in _BEFORE_ASSIGNMENT else chance.choice(offices), secrecy=1 if number % 50 == 0 else 0, state=state.value,
        phase=phase, opened_on=opened, ended_on=opened + timedelta(days=90) if phase == "ended" else None, entered_by=keeper,
        version=chance.randint(1, 12),
    )  # fmt: skip


def _proposal(chance: random.Random, matter: Matter) -> Proposal:
    state = State(matter.state)
    replied = state in _REPLIED
    assigned = None if state in _BEFORE_ASSIGNMENT else matter.opened_on + timedelta(days=10)
    sent = assigned + timedelta(days=chance.randint(30, 110)) if replied and assigned else None
    meaning = chance.choice(("solved", "under_way", "not_now")) if replied else ""
    return Proposal(
        matter=matter, kind=chance.choice(("suggestion", "proposal")), place="重庆", filed_on=matter.opened_on, filed=state is not State.NOT_FILED,
        not_filed_why="重复" if state is State.NOT_FILED else "", assigned_on=assigned, due=assigned + timedelta(days=92) if assigned else None,
        replied_on=sent, reply_on=sent, outcome={"solved": "A", "under_way": "B", "not_now": "C"}.get(meaning, ""), meaning=meaning,
        public=True if replied else None, withdrawn_on=matter.opened_on if state is State.WITHDRAWN else None,
        withdrawn_why="书面撤回" if state is State.WITHDRAWN else "",
    )  # fmt: skip


def _shares(chance: random.Random, row: Proposal, offices: list[Office]) -> list[Share]:
    day = row.assigned_on or row.filed_on
    lead = row.matter.office_id or offices[0].pk
    made = [Share(proposal=row, office_id=lead, role=Share.Role.LEAD, asked_on=day, received_on=day)]
    if chance.random() < _CO:
        helper = chance.choice([office for office in offices[:12] if office.pk != lead])
        said = day + timedelta(days=12) if row.replied_on else None
        made.append(
            Share(proposal=row, office=helper, role=Share.Role.CO, asked_on=day, opinion="同意" if said else "", opinion_on=said)
        )  # fmt: skip
    return made


def _promise(chance: random.Random, row: Proposal, head: Person, keeper: Person) -> Commitment | None:
    if row.meaning != "under_way" or row.replied_on is None:
        return None
    due = row.replied_on + timedelta(days=chance.randint(60, 500))
    verified = due if due < TODAY and chance.random() < 0.8 else None
    return Commitment(
        proposal=row, words="建成便民服务点并投入使用", due=due, entered_by=head, verified_on=verified,
        verified_by=keeper if verified else None, found="现场已建成" if verified else "",
    )  # fmt: skip


def _projects(chance: random.Random, count: int, keeper: Person) -> None:
    """Two papers each at most, half of them begun, money in three rows."""
    offices = list(Office.objects.filter(kind="department").order_by("order"))
    in_bulk(Matter, (_project_matter(chance, number, offices, keeper) for number in range(count)))
    matters = list(Matter.objects.filter(register=Matter.Register.PROJECTS).order_by("pk"))
    in_bulk(Project, (_project(chance, matter) for matter in matters))
    rows = list(Project.objects.select_related("matter").order_by("pk"))
    signed = [row for row in rows if row.signed_on is not None]
    in_bulk(
        Contract,
        (
            Contract(
                project=row, paper=paper, number=f"合同{row.pk}号", on=_day(row.signed_on) + timedelta(days=later), amount=row.amount or 1,
                entered_by=keeper,
            )
            for row in signed
            for paper, later in ((Contract.Paper.FORMAL, 0), *(((Contract.Paper.SUPPLEMENT, 60),) if row.pk % 5 == 0 else ()))
        ),
    )  # fmt: skip
    begun = [row for row in signed if row.started_on is not None]
    in_bulk(
        Event,
        (
            Event(project=row, kind=Event.Kind.STARTED, on=_day(row.started_on), proof="施工许可证", entered_by=keeper, entered_at=NOW)
            for row in begun
        ),
    )  # fmt: skip
    in_bulk(
        Money,
        (
            Money(
                project=row, kind=chance.choice(list(Money.Kind)), on=_day(row.signed_on) + timedelta(days=90 * part), amount=Decimal(part),
                proof="银行回单", entered_by=keeper,
            )
            for row in signed
            for part in (1, 2, 3)
        ),
    )  # fmt: skip


def _project_matter(chance: random.Random, number: int, offices: list[Office], keeper: Person) -> Matter:
    year = YEARS[number % len(YEARS)]
    return Matter(
        register=Matter.Register.PROJECTS, number=f"{year}招{number}号", year=year, title=f"第{number}新材料项目", office=chance.choice(offices),
        secrecy=1, state=chance.choice(("talks", "signed", "started", "producing")), opened_on=date(year, 1, 5), entered_by=keeper,
    )  # fmt: skip


def _project(chance: random.Random, matter: Matter) -> Project:
    signed = None if matter.state == "talks" else matter.opened_on + timedelta(days=chance.randint(5, 200))
    begun = signed + timedelta(days=100) if signed and matter.state != "signed" else None
    return Project(
        matter=matter, investor=f"第{matter.pk}公司", industry="新材料", told_on=matter.opened_on, signed_on=signed,
        amount=Decimal(chance.randint(1, 400)) / 10 if signed else None, started_on=begun, place="邯郸",
    )  # fmt: skip


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("a day is missing")
    return day


__all__ = ["NOW", "TODAY", "build"]
