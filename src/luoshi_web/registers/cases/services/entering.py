"""An application for reconsideration comes in, with its parties; parties come later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.models import CaseParty, Reconsideration
from luoshi_web.registers.cases.names import demand_no_name
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rules.states import State
from luoshi_web.registers.cases.services.kinds import register_of
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who applies, sues, takes part or acts for another; ``heads``: how many people stand behind it."""

    name: str
    role: str = CaseParty.Role.APPLICANT
    who: str = CaseParty.Who.PERSON
    contact: str = ""
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Applied:
    """What is said of an application when it comes in. ``office`` is the respondent; ``title`` and ``claim`` hold no name."""

    number: str
    title: str
    office: Office
    kind: str
    claim: str
    received_on: date
    parties: Sequence[Party]
    field: str = ""
    channel: str = Reconsideration.Channel.IN_PERSON
    act_on: date | None = None
    knew_on: date | None = None
    posted_on: date | None = None
    untold: bool = False
    land: bool = False
    excused_why: str = ""
    first: bool = False
    attached: bool = False
    claims_damages: bool = False
    secrecy: int = Secrecy.INTERNAL


@transaction.atomic
def apply(*, actor: Actor, applied: Applied, at: datetime) -> Reconsideration:
    """It stands in the register, to be accepted or not in five working days.

    Raises :class:`Refusal`: ``not_yours``; ``no_party``; ``name_in_words``; ``number_taken``; ``no_words``; ``unit_not_cleared``; ``day_to_come``;
    ``day_before`` the act, its knowledge or the post mark.
    """
    matter = begin(
        actor, applied.number, applied.received_on.year, applied.title, applied.office,
        max(applied.secrecy, Secrecy.INTERNAL), State.RECEIVED, applied.received_on,
    )  # fmt: skip
    demand_come(applied.received_on, at)
    for day in (applied.posted_on, applied.knew_on, applied.act_on):
        demand_after(applied.received_on, day)
    if applied.knew_on is not None:
        demand_after(applied.knew_on, applied.act_on)
    names = demand_parties(applied.parties)
    demand_no_name((applied.title, applied.claim, applied.field, applied.excused_why), names)
    matter.save()
    case = Reconsideration.objects.create(
        matter=matter, kind=applied.kind, claim=said(applied.claim), field=applied.field.strip(), channel=applied.channel, act_on=applied.act_on,
        knew_on=applied.knew_on, posted_on=applied.posted_on, untold=applied.untold, land=applied.land, excused_why=applied.excused_why.strip(),
        first=applied.first, attached=applied.attached, claims_damages=applied.claims_damages, received_on=applied.received_on,
        arrived_on=applied.received_on,
    )  # fmt: skip
    keep_parties(matter, applied.parties)
    clocks.start(matter, "accept", applied.received_on, place="")
    APPLICATIONS.keep(case)
    details = {"kind": case.kind, "received_on": str(case.received_on), "office": str(applied.office), "parties": len(names)}  # fmt: skip
    record(actor=actor, verb="cases.apply", target=matter, details=details, at=at)
    return case


def begin(
    actor: Actor,
    number: str,
    year: int,
    title: str,
    office: Office,
    secrecy: int,
    state: str,
    opened_on: date,
) -> Matter:
    """A matter of the register, not yet kept.

    Raises :class:`Refusal`: ``not_yours``; ``number_taken``; ``no_words``; ``unit_not_cleared``.
    """
    matter = Matter(
        register=Matter.Register.CASES, number=said(number), year=year, title=said(title), office=office, secrecy=secrecy, state=state,
        opened_on=opened_on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "cases.keep", matter):
        raise Refusal("not_yours")
    demand_free(matter)
    demand_cleared(matter, office)
    return matter


def demand_parties(parties: Iterable[Party]) -> list[str]:
    """The names. Raises :class:`Refusal` (``no_party``) where nobody applies, ``no_words`` where one is not named."""
    given = list(parties)
    if not any(party.role == CaseParty.Role.APPLICANT for party in given):
        raise Refusal("no_party")
    return [said(party.name) for party in given]


def keep_parties(matter: Matter, parties: Iterable[Party], after: int = 0) -> None:
    """Rows of parties, in their order, after those that there are."""
    CaseParty.objects.bulk_create(
        CaseParty(
            matter=matter, role=party.role, who=party.who, name=said(party.name), contact=party.contact.strip(), heads=party.heads, order=order
        )
        for order, party in enumerate(parties, after + 1)
    )  # fmt: skip


@transaction.atomic
def add_party(*, actor: Actor, matter_id: int, version: int, party: Party, at: datetime) -> CaseParty:
    """A third party, an agent or another applicant comes to it. Raises :class:`Refusal`: ``not_yours``; ``name_in_words``; ``no_words``."""
    register = register_of(matter_id)
    row = register.hold(actor, matter_id, "keep", version=version)
    register.demand_state(row, *register.states.open)
    words = (row.matter.title, row.claim if hasattr(row, "claim") else row.cause)
    demand_no_name(words, [said(party.name)])
    keep_parties(row.matter, [party], after=row.matter.case_parties.count())
    register.keep(row)
    record(actor=actor, verb="cases.add_party", target=row.matter, details={"role": party.role}, at=at)
    return CaseParty.objects.filter(matter=row.matter).latest("order")
