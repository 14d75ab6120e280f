"""How an act takes hold of a proposal: locked, as its page showed it, and by somebody who may; and how it is kept."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as translate

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.gates import Gate, Passage, Waiver
from luoshi_web.registers.facts import PARTS, facts_of
from luoshi_web.registers.models import Clock, Matter, Proposal
from luoshi_web.registers.models import Waiver as Kept
from luoshi_web.registers.proposals.rules import facts
from luoshi_web.registers.proposals.rules.states import Act, State, WrongWay, go, phase
from luoshi_web.registers.proposals.words import STATES
from luoshi_web.registers.refusals import REASONS


def hold(actor: Actor, matter_id: int, right: str, *, version: int | None = None) -> Proposal:
    """The proposal, its matter locked until the transaction ends.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile`` where another act came between.
    """
    matter = (
        Matter.objects.select_for_update(of=("self",)).select_related("proposal", "office").get(pk=matter_id)
    )
    if not may(actor, right, matter):
        raise Refusal("not_yours")
    if version is not None and matter.version != version:
        raise Refusal("changed_meanwhile")
    proposal: Proposal = matter.proposal
    proposal.matter = matter
    return proposal


def demand_state(proposal: Proposal, *states: State) -> None:
    """Raise :class:`Refusal` where it does not stand in one of these."""
    if State(proposal.matter.state) not in states:
        raise Refusal("proposal_state", state=str(STATES[State(proposal.matter.state)]))


def move(proposal: Proposal, act: Act, *, on: date) -> None:
    """Along a way of the table. Raises :class:`Refusal` where there is none from here."""
    matter = proposal.matter
    try:
        state = go(State(matter.state), act)
    except WrongWay as wrong:
        raise Refusal("proposal_state", state=str(STATES[State(matter.state)])) from wrong
    matter.state, matter.phase = state.value, phase(state).value
    matter.ended_on = on if matter.phase == Matter.Phase.ENDED else None


def keep(proposal: Proposal) -> None:
    """Save what an act changed, with the nearest day of its running limits, and count the act."""
    matter = proposal.matter
    running = matter.clocks.filter(state=Clock.State.RUNNING, right=False).order_by("due").first()
    matter.due = running.due if running is not None else None
    matter.version += 1
    proposal.save()
    matter.save()


def ask(gate: Gate[facts.Proposal], proposal: Proposal, *, on: date, signed: bool = False) -> Passage:
    """What a gate answers for a proposal as it stands, with the exceptions that were approved."""
    kept = Kept.objects.filter(matter=proposal.matter, gate=gate.act, approved_by__isnull=False)
    seen = as_facts(proposal, signed=signed)
    return gate.ask(seen, on, [waiver for each in kept if (waiver := _waiver(each)) is not None])


def as_facts(proposal: Proposal, *, signed: bool = False) -> facts.Proposal:
    """The proposal as it is kept at this moment, for the rules."""
    fresh = Proposal.objects.prefetch_related(*PARTS).get(pk=proposal.pk)
    return facts_of(fresh, signed=signed)


def _waiver(kept: Kept) -> Waiver | None:
    if kept.approved_by_id is None or kept.since is None or kept.until is None:
        return None
    return Waiver(kept.condition, kept.reason, kept.asked_by_id, kept.approved_by_id, kept.since, kept.until)


def demand_open(gate: Gate[facts.Proposal], proposal: Proposal, *, on: date, signed: bool = False) -> Passage:
    """Raise :class:`Refusal` with every reason where a gate is shut."""
    passage = ask(gate, proposal, on=on, signed=signed)
    if not passage.open:
        raise Refusal("gate_shut", reasons=in_words(reason.code for reason in passage.shut))
    return passage


def in_words(codes: Iterable[str]) -> str:
    """Reasons one after the other, in the reader's language."""
    between = "" if (translation.get_language() or "zh").startswith("zh") else " "
    return between.join(translate(REASONS[code]) for code in codes)


def demand_come(day: date, at: datetime) -> None:
    """Raise :class:`Refusal` for a day that has not come."""
    if day > timezone.localdate(at):
        raise Refusal("day_to_come", day=str(day))


def demand_after(day: date, other: date | None) -> None:
    """Raise :class:`Refusal` for a day before another."""
    if other is not None and day < other:
        raise Refusal("day_before", day=str(day), other=str(other))
