"""An instance of a court case comes in, is pleaded, sat, and who came for the office is entered (行政诉讼法 67; 负责人出庭规定)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.figures import HEADS, Came
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import SUITS
from luoshi_web.registers.cases.rules.court import TRIED, Move, Stage
from luoshi_web.registers.cases.services.entering import Party, begin, demand_parties, keep_parties
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.supervision.services.said import said

_VARIANTS = {Suit.Level.FIRST: "first", Suit.Level.SECOND: "second"}


@dataclass(frozen=True, slots=True)
class Sued:
    """What is said of an instance when it comes in. ``earlier`` and ``application`` are numbers of cases that it follows."""

    number: str
    title: str
    office: Office
    level: int
    court: str
    cause: str
    filed_on: date
    copy_received_on: date
    parties: Sequence[Party]
    role: str = Suit.Role.SOLE
    simplified: bool = False
    earlier: str = ""
    application: str = ""
    secrecy: int = Secrecy.INTERNAL


@transaction.atomic
def sue(*, actor: Actor, sued: Sued, at: datetime) -> Suit:
    """It stands in the register: of a first instance the time to plead runs, and of each the court's own limit.

    Raises :class:`Refusal`: ``not_yours``; ``no_party``; ``name_in_words``; ``number_taken``; ``no_such_case``; ``no_words``; ``unit_not_cleared``; days.
    """
    matter = begin(
        actor, sued.number, sued.filed_on.year, sued.title, sued.office, max(sued.secrecy, Secrecy.INTERNAL), Stage.SUED, sued.filed_on
    )  # fmt: skip
    demand_come(sued.copy_received_on, at)
    demand_after(sued.copy_received_on, sued.filed_on)
    names = demand_parties(sued.parties)
    demand_no_name((sued.title, sued.cause), names)
    earlier = _numbered(Suit.objects.all(), sued.earlier)
    application = _numbered(Reconsideration.objects.all(), sued.application)
    matter.save()
    suit = Suit.objects.create(
        matter=matter, level=sued.level, court=said(sued.court), role=sued.role, cause=said(sued.cause), simplified=sued.simplified,
        application=application, earlier=earlier, filed_on=sued.filed_on, copy_received_on=sued.copy_received_on,
    )  # fmt: skip
    keep_parties(matter, sued.parties)
    level = Suit.Level(sued.level)
    clocks.start(matter, "court", sued.filed_on, place="", variant="simplified" if sued.simplified else _VARIANTS.get(level, "other"))  # fmt: skip
    if level is Suit.Level.FIRST:
        clocks.start(matter, "plead", sued.copy_received_on, place="", of=sued.office)
    if application is not None:
        clocks.settle(application.matter, "sue", on=sued.filed_on)
    SUITS.keep(suit)
    tell_unit(matter, "cases.sued", who=suit.court, by=actor, at=at)
    details = {"level": sued.level, "filed_on": str(sued.filed_on), "office": str(sued.office), "parties": len(names)}  # fmt: skip
    record(actor=actor, verb="cases.sue", target=matter, details=details, at=at)
    return suit


_R = TypeVar("_R", Suit, Reconsideration)


def _numbered(rows: "QuerySet[_R]", number: str) -> _R | None:
    if not number.strip():
        return None
    found = rows.filter(matter__number=number.strip()).order_by("-matter__year").first()
    if found is None:
        raise Refusal("no_such_case", number=number.strip())
    return found


@transaction.atomic
def plead(*, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime) -> Suit:
    """The head of the unit sends its answer to the court. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``name_in_words``; ``no_words``; days."""
    suit = SUITS.hold(actor, matter_id, "answer", version=version)
    demand_come(on, at)
    demand_after(on, suit.copy_received_on)
    demand_no_name([words], names_of(matter_id))
    SUITS.move(suit, Move.PLEAD, on=on)
    suit.answered_on, suit.answer = on, said(words)
    clocks.settle(suit.matter, "plead", on=on)
    SUITS.keep(suit)
    record(actor=actor, verb="cases.plead", target=suit.matter, details={"on": str(on)}, at=at)
    return suit


@transaction.atomic
def set_hearing(
    *, actor: Actor, matter_id: int, version: int, on: date, asked: bool, at: datetime
) -> CourtHearing:
    """The court sits on a day, and asked for the head or not.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``hearing_twice``; ``day_before`` the copy came.
    """
    suit = SUITS.hold(actor, matter_id, "note", version=version)
    SUITS.demand_state(suit, *TRIED)
    demand_after(on, suit.copy_received_on)
    if suit.hearings.filter(on=on).exists():
        raise Refusal("hearing_twice")
    made = CourtHearing.objects.create(suit=suit, on=on, asked=asked, entered_by_id=actor.person_id)
    SUITS.keep(suit)
    tell_unit(suit.matter, "cases.court_sits", day=str(on), by=actor, at=at)
    record(actor=actor, verb="cases.set_hearing", target=suit.matter, details={"on": str(on), "asked": asked}, at=at)  # fmt: skip
    return made


@dataclass(frozen=True, slots=True)
class WhoCame:
    """Who came for the office. ``excuse``, ``reason``: why no head did; ``excused``: the court accepted it (9)."""

    hearing: int
    came: str
    name: str
    post: str = ""
    excuse: str = ""
    reason: str = ""
    excused: bool = False


@transaction.atomic
def enter_who_came(*, actor: Actor, matter_id: int, version: int, who: WhoCame, at: datetime) -> CourtHearing:
    """Who came to a sitting; entered anew it takes the place of what was entered, which the log keeps, until the judgment is entered.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_such_hearing``; ``no_head_why``; ``bad_excuse``; ``who_came_said``; ``name_in_words``;
    ``day_to_come``.
    """
    suit = SUITS.hold(actor, matter_id, "note", version=version)
    SUITS.demand_state(suit, *TRIED)
    hearing = CourtHearing.objects.select_for_update(of=("self",)).filter(suit=suit, pk=who.hearing).first()
    if hearing is None:
        raise Refusal("no_such_hearing")
    demand_come(hearing.on, at)
    head = Came(who.came) in HEADS
    if not head and not (who.excuse and who.reason.strip()):
        raise Refusal("no_head_why")
    if who.excused and (head or who.excuse == CourtHearing.Excuse.NONE):
        raise Refusal("bad_excuse")
    demand_no_name([who.reason], names_of(matter_id))
    before = hearing.came
    hearing.came, hearing.name, hearing.post = who.came, said(who.name, "who_came_said"), who.post.strip()
    hearing.excuse, hearing.reason = ("", "") if head else (who.excuse, who.reason.strip())
    hearing.excused, hearing.entered_by_id = who.excused, actor.person_id
    hearing.save()
    SUITS.move(suit, Move.SIT, on=hearing.on)
    SUITS.keep(suit)
    details = {"on": str(hearing.on), "before": before, "came": hearing.came, "excuse": hearing.excuse, "excused": hearing.excused}  # fmt: skip
    record(actor=actor, verb="cases.who_came", target=suit.matter, details=details, at=at)
    return hearing
