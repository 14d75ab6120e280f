"""A project comes into the register; its unit says how the talks go, or that they are over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.registers.projects.models import Project, Talk
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rules.states import Act, State
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Entered:
    """What is said of a project when it comes in. Amounts in 亿元."""

    number: str
    title: str
    office: Office
    on: date
    content: str = ""
    investor: str = ""
    contact: str = ""
    from_place: str = ""
    capital: str = Project.Capital.HOME
    industry: str = ""
    site: str = ""
    place: str = ""
    platform_code: str = ""
    not_brought_in: str = ""
    public_money: bool = False
    favours: bool = False
    start_planned: date | None = None
    study: Decimal | None = None
    estimate: Decimal | None = None
    approved: Decimal | None = None
    secrecy: int = 1


@transaction.atomic
def enter(*, actor: Actor, entered: Entered, at: datetime) -> Project:
    """It stands in the register, planned, with the unit that looks after it.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``number_taken``.
    """
    year = entered.on.year
    matter = Matter(
        register=Matter.Register.PROJECTS, number=said(entered.number), year=year, title=said(entered.title), office=entered.office,
        secrecy=entered.secrecy, state=State.PLANNED, opened_on=entered.on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "projects.keep", matter):
        raise Refusal("not_yours")
    demand_come(entered.on, at)
    demand_free(matter)
    matter.save()
    project = Project.objects.create(
        matter=matter, platform_code=entered.platform_code.strip(), content=entered.content.strip(), investor=entered.investor.strip(),
        contact=entered.contact.strip(), from_place=entered.from_place.strip(), capital=entered.capital, industry=entered.industry.strip(),
        site=entered.site.strip(), place=entered.place, not_brought_in=entered.not_brought_in, public_money=entered.public_money, favours=entered.favours, told_on=entered.on,
        start_planned=entered.start_planned, study=entered.study, estimate=entered.estimate, approved=entered.approved,
    )  # fmt: skip
    PROJECTS.keep(project)
    details = {"on": str(entered.on), "office": str(entered.office)}
    record(actor=actor, verb="projects.enter", target=matter, details=details, at=at)
    return project


@transaction.atomic
def hand_over(
    *, actor: Actor, matter_id: int, version: int, office: Office, reason: str, at: datetime
) -> Project:
    """Another unit looks after it. Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``no_words``."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    before, why = project.matter.office, said(reason)
    project.matter.office = office
    PROJECTS.keep(project)
    details = {"before": str(before), "office": str(office), "reason": why}
    record(actor=actor, verb="projects.hand_over", target=project.matter, details=details, at=at)
    return project


@transaction.atomic
def talk(*, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime) -> Talk:
    """Something moved in the talks; the first one begins them.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before`` it came in.
    """
    project = PROJECTS.hold(actor, matter_id, "handle", version=version)
    PROJECTS.demand_state(project, State.PLANNED, State.TALKS)
    demand_come(on, at)
    demand_after(on, project.matter.opened_on)
    if PROJECTS.state(project) is State.PLANNED:
        PROJECTS.move(project, Act.TALK, on=on)
    made = Talk.objects.create(project=project, on=on, words=said(words), by_id=actor.person_id)
    project.told_on = max(project.told_on, on)
    PROJECTS.keep(project)
    record(actor=actor, verb="projects.talk", target=project.matter, details={"on": str(on)}, at=at)
    return made


@transaction.atomic
def cool(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Project:
    """The talks are over: it stays a row and is counted nowhere."""
    return _turn(Act.COOL, "projects.cool", actor, matter_id, version, reason, at)


@transaction.atomic
def resume(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Project:
    """The talks go on again, from today."""
    return _turn(Act.RESUME, "projects.resume", actor, matter_id, version, reason, at)


def _turn(
    act: Act, verb: str, actor: Actor, matter_id: int, version: int, reason: str, at: datetime
) -> Project:
    project = PROJECTS.hold(actor, matter_id, "answer", version=version)
    on, why = timezone.localdate(at), said(reason)
    PROJECTS.move(project, act, on=on)
    if act is Act.RESUME:
        project.told_on = on
    PROJECTS.keep(project)
    record(actor=actor, verb=verb, target=project.matter, details={"reason": why}, at=at)
    return project
