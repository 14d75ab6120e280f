"""A matter comes into the year's catalogue, is begun, or is taken out of it; the catalogue is published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.decisions.models import Catalogue, Decision
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.states import STATES, Act, State
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Entered:
    """What is said of a matter that is to be decided. ``outside``: it is decided without standing in the catalogue, and ``why``."""

    number: str
    title: str
    kind: str
    office: Office
    on: date
    co: str = ""
    place: str = ""
    planned_on: date | None = None
    hearing_planned: bool = False
    market: bool = False
    pilot: bool = False
    outside: bool = False
    why: str = ""
    replaces: Decision | None = None
    secrecy: int = 1


@transaction.atomic
def enter(*, actor: Actor, entered: Entered, at: datetime) -> Decision:
    """It stands in the year's catalogue; once that is published, what comes is added to it, with the reason. A new round names what it replaces.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``number_taken``; ``listing_unexplained``; ``round_of_itself``
    where what it replaces is not in force; ``unit_not_cleared``.
    """
    year = entered.on.year
    matter = Matter(
        register=Matter.Register.DECISIONS, number=said(entered.number), year=year, title=said(entered.title), office=entered.office,
        secrecy=entered.secrecy, state=State.PROPOSED, opened_on=entered.on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "decisions.keep", matter):
        raise Refusal("not_yours")
    demand_come(entered.on, at)
    demand_free(matter)
    demand_cleared(matter, entered.office, heads_alone=True)
    before = entered.replaces
    if before is not None and (before.decided_on is None or before.matter.state not in STATES.open):
        raise Refusal("round_of_itself")
    listing = _listing(year, outside=entered.outside)
    if listing != Decision.Listing.FIRST and not entered.why.strip():
        raise Refusal("listing_unexplained")
    matter.save()
    decision = Decision.objects.create(
        matter=matter, kind=entered.kind, listing=listing, listed_why=entered.why.strip(), co=entered.co.strip(), place=entered.place,
        planned_on=entered.planned_on, hearing_planned=entered.hearing_planned, market=entered.market, pilot=entered.pilot, replaces=before,
    )  # fmt: skip
    DECISIONS.keep(decision)
    details = {"on": str(entered.on), "office": str(entered.office), "listing": listing}
    details |= {"replaces": before.matter.number} if before is not None else {}
    record(actor=actor, verb="decisions.enter", target=matter, details=details, at=at)
    return decision


def _listing(year: int, *, outside: bool) -> Decision.Listing:
    if outside:
        return Decision.Listing.OUTSIDE
    published = Catalogue.objects.filter(year=year).exists()
    return Decision.Listing.ADDED if published else Decision.Listing.FIRST


@transaction.atomic
def publish_catalogue(
    *, actor: Actor, year: int, party_agreed_on: date, on: date, where: str, at: datetime
) -> Catalogue:
    """The year's catalogue is published, agreed by the party committee before (3): what stands in it now is its first edition.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``day_before`` the agreement; ``no_words``; ``catalogue_published``; ``catalogue_empty``.
    """
    if not may(actor, "decisions.publish_catalogue"):
        raise Refusal("not_yours")
    demand_come(on, at)
    demand_after(on, party_agreed_on)
    if Catalogue.objects.filter(year=year).exists():
        raise Refusal("catalogue_published", year=str(year))
    held = Matter.objects.filter(register=Matter.Register.DECISIONS, year=year, decision__listing=Decision.Listing.FIRST)  # fmt: skip
    count = held.exclude(state=State.DROPPED).count()
    if not count:
        raise Refusal("catalogue_empty", year=str(year))
    made = Catalogue.objects.create(
        year=year, party_agreed_on=party_agreed_on, published_on=on, where=said(where), entered_by_id=actor.person_id
    )  # fmt: skip
    details = {"year": year, "on": str(on), "matters": count}
    record(actor=actor, verb="decisions.publish_catalogue", target=made, details=details, at=at)
    return made


@transaction.atomic
def start(*, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime) -> Decision:
    """The government decided to begin it (11). Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``day_to_come``; ``no_words``."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, decision.matter.opened_on)
    DECISIONS.move(decision, Act.START, on=on)
    decision.started_on = on
    DECISIONS.keep(decision)
    details = {"on": str(on), "words": said(words)}
    record(actor=actor, verb="decisions.start", target=decision.matter, details=details, at=at)
    return decision


@transaction.atomic
def drop(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Decision:
    """It is taken out of the catalogue: it stays a row, and the first edition goes on counting it."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    DECISIONS.move(decision, Act.DROP, on=timezone.localdate(at))
    decision.ended_why = said(reason)
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.drop", target=decision.matter, details={"reason": decision.ended_why}, at=at)  # fmt: skip
    return decision
