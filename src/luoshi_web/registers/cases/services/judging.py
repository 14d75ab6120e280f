"""The court judges; the judgment is served, appealed against, takes effect, is performed, and the instance is closed."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.figures import Judged
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import SUITS
from luoshi_web.registers.cases.rules.court import CLOSE, JUDGE, Move, Stage
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.services.said import said

_ENDS_ANYWHERE = frozenset({Judged.WITHDRAWN, Judged.MEDIATED})
_OF_APPEALS = frozenset({Judged.UPHELD, Judged.REVERSED, Judged.SENT_BACK})
_OF_ENFORCEMENT = frozenset({Judged.GRANTED, Judged.NOT_GRANTED})


def judged_at(level: int) -> frozenset[Judged]:
    """How an instance may end: a first one on the claim, a later one on the judgment before it, an enforcement by leave."""
    if level == Suit.Level.ENFORCEMENT:
        return _OF_ENFORCEMENT | {Judged.WITHDRAWN}
    if level == Suit.Level.FIRST:
        return frozenset(Judged) - _OF_APPEALS - _OF_ENFORCEMENT
    return _OF_APPEALS | _ENDS_ANYWHERE


@transaction.atomic
def judge(
    *, actor: Actor, matter_id: int, version: int, on: date, judged: str, judgment: str, at: datetime
) -> Suit:
    """What the court judged or ordered, once it is entered who came to each sitting.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``not_this_level``; ``no_words``; days.
    """
    suit = SUITS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, suit.copy_received_on)
    if Judged(judged) not in judged_at(suit.level):
        raise Refusal("not_this_level")
    demand_no_name([judgment], names_of(matter_id))
    SUITS.demand_open(JUDGE, suit, on=on)
    SUITS.move(suit, Move.JUDGE, on=on)
    suit.judged, suit.judged_on, suit.judgment = Judged(judged), on, said(judgment)
    clocks.settle(suit.matter, "court", on=on)
    clocks.lift(suit.matter, on=on, codes=("plead",))
    SUITS.keep(suit)
    details = {"judged": suit.judged, "on": str(on), "judgment": suit.judgment}
    tell_unit(suit.matter, "cases.judged", day=str(on), by=actor, at=at)
    record(actor=actor, verb="cases.judge", target=suit.matter, details=details, at=at)
    return suit


def appealable(suit: Suit) -> str:
    """The variant of the time to appeal: of a judgment, of an order; "" where no appeal lies (行政诉讼法 85)."""
    if suit.level != Suit.Level.FIRST or Judged(suit.judged) in _ENDS_ANYWHERE:
        return ""
    return "order" if suit.judged == Judged.SUIT_DISMISSED else "judgment"


@transaction.atomic
def serve_judgment(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Suit:
    """It reached the office: the time to appeal runs. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; days."""
    suit = SUITS.hold(actor, matter_id, "keep", version=version)
    SUITS.demand_state(suit, Stage.JUDGED)
    demand_come(on, at)
    demand_after(on, suit.judged_on)
    suit.served_on = on
    clocks.lift(suit.matter, on=on, codes=("appeal",))
    if variant := appealable(suit):
        clocks.start(suit.matter, "appeal", on, place="", variant=variant)
    SUITS.keep(suit)
    record(actor=actor, verb="cases.serve_judgment", target=suit.matter, details={"on": str(on)}, at=at)
    return suit


@transaction.atomic
def appeal(*, actor: Actor, matter_id: int, version: int, on: date, by: str, at: datetime) -> Suit:
    """Somebody appealed in time: the second instance is a case of its own.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_appeal_here``; ``not_in_time``; days.
    """
    suit = SUITS.hold(actor, matter_id, "keep", version=version)
    SUITS.demand_state(suit, Stage.JUDGED)
    if not appealable(suit):
        raise Refusal("no_appeal_here")
    demand_come(on, at)
    demand_after(on, suit.judged_on)
    clock = Clock.objects.filter(matter=suit.matter, code="appeal").last()
    if clock is not None and by == Suit.Appellant.OFFICE and on > clock.due:
        raise Refusal("not_in_time", day=str(clock.due))
    SUITS.move(suit, Move.APPEAL, on=on)
    suit.appealed_on, suit.appealed_by = on, by
    clocks.settle(suit.matter, "appeal", on=on)
    SUITS.keep(suit)
    record(actor=actor, verb="cases.appeal", target=suit.matter, details={"on": str(on), "by": by}, at=at)
    return suit


@transaction.atomic
def take_effect(
    *, actor: Actor, matter_id: int, version: int, on: date, perform_by: date | None = None, at: datetime
) -> Suit:
    """It is in effect; ``perform_by``: what it demands of the office is due.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``appeal_runs``; days.
    """
    suit = SUITS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, suit.judged_on)
    clock = Clock.objects.filter(matter=suit.matter, code="appeal", state=Clock.State.RUNNING).last()
    if clock is not None and on <= clock.due:
        raise Refusal("appeal_runs", day=str(clock.due))
    if perform_by is not None:
        demand_after(perform_by, on)
    SUITS.move(suit, Move.TAKE_EFFECT, on=on)
    suit.effective_on, suit.perform_by = on, perform_by
    clocks.lift(suit.matter, on=on, codes=("appeal",))
    if perform_by is not None:
        SUITS.move(suit, Move.CARRY_OUT, on=on)
        tell_unit(suit.matter, "cases.to_perform", day=str(perform_by), by=actor, at=at)
    SUITS.keep(suit)
    record(actor=actor, verb="cases.take_effect", target=suit.matter, details={"on": str(on), "perform_by": str(perform_by or "")}, at=at)  # fmt: skip
    return suit


@transaction.atomic
def carry_out(*, actor: Actor, matter_id: int, version: int, on: date, how: str, at: datetime) -> Suit:
    """The unit says how it performed. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``nothing_to_perform``; ``name_in_words``; days."""
    suit = SUITS.hold(actor, matter_id, "note", version=version)
    SUITS.demand_state(suit, Stage.CARRIED_OUT)
    if suit.performed_on is not None:
        raise Refusal("nothing_to_perform")
    demand_come(on, at)
    demand_after(on, suit.effective_on)
    how = said(how)
    demand_no_name([how], names_of(matter_id))
    suit.performed_on, suit.performed_how = on, how
    SUITS.keep(suit)
    tell_keeper(suit.matter, "cases.performed", who=str(suit.matter.office), by=actor, at=at)
    record(actor=actor, verb="cases.carry_out", target=suit.matter, details={"on": str(on)}, at=at)
    return suit


@transaction.atomic
def close_suit(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Suit:
    """Nothing is left to do in this instance. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; days."""
    suit = SUITS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, suit.judged_on)
    SUITS.demand_state(suit, *SUITS.states.ways[Move.CLOSE].sources)
    SUITS.demand_open(CLOSE, suit, on=on)
    SUITS.move(suit, Move.CLOSE, on=on)
    SUITS.keep(suit)
    record(actor=actor, verb="cases.close_suit", target=suit.matter, details={"on": str(on)}, at=at)
    return suit
