"""How an item ends (销号): signed off as done, or closed as not done, merged or withdrawn with the consent of the leader in charge.

Every ending has a reason in public and two people: see docs/closing.md.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.services import lift, set_limit, settle
from luoshi_web.supervision.closing.relapse import is_relapse
from luoshi_web.supervision.models import Ending, Item, Limit, Verdict
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.said import said, said_in_public
from luoshi_web.supervision.services.standing import (
    claim_of,
    demand_another,
    demand_ended_parts,
    demand_right,
    verdict_on,
)
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.states import OPEN, State
from luoshi_web.supervision.urging.decisions import Decision


@transaction.atomic
def close_done(
    *, actor: Actor, item_id: int, version: int | None, public_reason: str, at: datetime
) -> Ending:
    """Sign off an item whose claim was found fit. The day of the claim is the day on which it was done.

    Raises :class:`Refusal` without a fit verdict, for whoever gave it, made the claim or last reported progress, while parts are open,
    and for a reason that is empty or holds personal data.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "item.close", item)
    claim = claim_of(item)
    verdict = _fit_verdict(item)
    _demand_a_third(actor, item)
    demand_ended_parts(item)
    reason = said_in_public(public_reason)
    _lapse_proposals(item, at)
    ending = Ending.objects.create(
        item=item, kind=Ending.Kind.DONE, stage=Ending.Stage.IN_FORCE, verdict=verdict, reason=reason,
        asked_by_id=verdict.by_id, asked_at=verdict.at, decided_by_id=actor.person_id, decided_at=at,
    )  # fmt: skip
    item.close_done()
    settle(item=item, kind=Limit.Kind.FINISH, actor=actor, at=claim.at)
    lift(item=item, actor=actor, at=at)
    _keep_end(item, reason, at)
    details = {"ending": ending.pk, "kind": ending.kind, "reason": reason}
    record(actor=actor, verb="item.close", target=item, details=details, at=at)
    tell_of_item(item, Decision(ending.kind, reason), by=actor, at=at)
    return ending


@transaction.atomic
def refuse_signing_off(
    *, actor: Actor, item_id: int, version: int | None, answer: str, at: datetime
) -> Ending:
    """Whoever was to sign off does not: the item goes back to be done, the verdict stays as it was given.

    Raises :class:`Refusal` as :func:`close_done` does, and without an answer.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "item.close", item)
    verdict = _fit_verdict(item)
    _demand_a_third(actor, item)
    answer = said(answer)
    ending = Ending.objects.create(
        item=item, kind=Ending.Kind.DONE, stage=Ending.Stage.REFUSED, verdict=verdict, reason=verdict.words,
        asked_by_id=verdict.by_id, asked_at=verdict.at, decided_by_id=actor.person_id, decided_at=at, answer=answer,
    )  # fmt: skip
    item.find_unfit()
    item.reported_at = None
    keep(item, "reported_at")
    details = {"ending": ending.pk, "kind": ending.kind, "answer": answer}
    record(actor=actor, verb="closing.refuse", target=item, details=details, at=at)
    tell_of_item(item, Decision("signing_refused", answer), by=actor, at=at)
    return ending


@transaction.atomic
def propose_ending(
    *, actor: Actor, item_id: int, version: int | None, kind: str, reason: str, into_id: int | None = None,
    at: datetime,
) -> Ending:  # fmt: skip
    """Put before the leader in charge that an item be closed as not done, merged into ``into_id``, or withdrawn. Nothing ends yet.

    Raises :class:`Refusal` where the item's state has no such end, while another proposal waits or parts are open, for a reason that is
    empty or holds personal data, and for an item that cannot take this one over.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "item.close", item)
    _demand_way(item, kind)
    if item.endings.filter(stage=Ending.Stage.ASKED).exists():
        raise Refusal("proposal_open")
    demand_ended_parts(item)
    reason = said_in_public(reason)
    into = _taker(item, into_id) if kind == Ending.Kind.MERGED else None
    ending = Ending.objects.create(
        item=item, kind=kind, reason=reason, into=into, asked_by_id=actor.person_id, asked_at=at
    )
    keep(item)
    details = {"ending": ending.pk, "kind": kind, "reason": reason, "into": into.number if into else None}
    record(actor=actor, verb="closing.propose", target=item, details=details, at=at)
    return ending


_VERBS = {
    Ending.Kind.NOT_DONE: "item.close",
    Ending.Kind.MERGED: "item.merge",
    Ending.Kind.WITHDRAWN: "item.withdraw",
}


@transaction.atomic
def decide_ending(
    *, actor: Actor, ending_id: int, version: int | None, approve: bool, answer: str = "", at: datetime
) -> Ending:
    """The leader in charge lets the item end as proposed, or not; a refusal says why.

    Raises :class:`Refusal` where it was decided already, for whoever proposed it, and for an item that meanwhile cannot end so.
    """
    item = hold(Ending.objects.values_list("item_id", flat=True).get(pk=ending_id), version=version)
    demand_right(actor, "closing.approve", item)
    ending = Ending.objects.select_for_update(of=("self",)).get(pk=ending_id)
    if ending.stage != Ending.Stage.ASKED:
        raise Refusal("proposal_decided")
    if ending.asked_by_id == actor.person_id:
        raise Refusal("not_the_proposer")
    answer = answer.strip() if approve else said(answer)
    ending.stage = Ending.Stage.IN_FORCE if approve else Ending.Stage.REFUSED
    ending.decided_by_id, ending.decided_at, ending.answer = actor.person_id, at, answer
    ending.save(update_fields=["stage", "decided_by", "decided_at", "answer"])
    verb = "closing.refuse"
    if approve:
        _end_as(item, ending)
        lift(item=item, actor=actor, at=at)
        _keep_end(item, ending.reason, at)
        verb = _VERBS[Ending.Kind(ending.kind)]
        into = {"into": item.merged_into.number} if item.merged_into is not None else {}
        tell_of_item(item, Decision(ending.kind, ending.reason, into), by=actor, at=at)
    else:
        keep(item)
    details = {"ending": ending.pk, "kind": ending.kind, "reason": ending.reason, "answer": answer}
    record(actor=actor, verb=verb, target=item, details=details, at=at)
    return ending


@transaction.atomic
def reopen(
    *, actor: Actor, item_id: int, version: int | None, reason: str, came_back: bool, at: datetime
) -> Item:
    """An ended item is taken up again, and counted. ``came_back``: the thing itself did not last, as against a wrong closing.

    A closing as done that comes back within twelve months counts as a relapse too. Where the date is over, the office may ask for another one
    (``extension.ask_extension``). Raises :class:`Refusal` without a reason.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "item.reopen", item)
    done_on = timezone.localdate(item.ended_at) if item.state == State.CLOSED_DONE and item.ended_at else None
    item.reopen()
    reason = said(reason)
    if item.lead_id is None or item.due is None:
        raise Refusal("nobody_holds_it")
    relapse = is_relapse(done_on=done_on, reopened_on=timezone.localdate(at), came_back=came_back)
    item.endings.filter(stage=Ending.Stage.IN_FORCE, reopened_at__isnull=True).update(
        reopened_by=actor.person_id, reopened_at=at, reopened_for=reason, relapsed=relapse
    )
    item.times_reopened += 1
    item.times_relapsed += relapse
    item.public_reason, item.ended_at, item.reported_at, item.merged_into = "", None, None, None
    item.assigned_at = item.assigned_at or at  # what was merged before it went out is its office's only now
    keep(
        item,
        "times_reopened",
        "times_relapsed",
        "public_reason",
        "ended_at",
        "reported_at",
        "merged_into",
        "assigned_at",
    )
    if item.due > (on := timezone.localdate(at)):
        set_limit(item=item, kind=Limit.Kind.FINISH, began=on, due=item.due, actor=actor, at=at)
    details = {"reason": reason, "came_back": came_back, "relapse": relapse}
    record(actor=actor, verb="item.reopen", target=item, details=details, at=at)
    tell_of_item(item, Decision("reopened", reason), by=actor, at=at)
    return item


def _fit_verdict(item: Item) -> Verdict:
    verdict = verdict_on(claim_of(item))
    if verdict is None or verdict.finding != Verdict.Finding.FIT:
        raise Refusal("verdict_missing")
    return verdict


def _demand_a_third(actor: Actor, item: Item) -> None:
    """Who signs off did not verify: who verifies answers for it (黄山 2022), and nobody answers to himself."""
    demand_another(actor.person_id, item, claim_of(item))
    if _fit_verdict(item).by_id == actor.person_id:
        raise Refusal("not_the_verifier")


_FROM = {
    Ending.Kind.NOT_DONE: (State.ACTIVE, State.REPORTED),
    Ending.Kind.MERGED: OPEN,
    Ending.Kind.WITHDRAWN: OPEN,
}


def _demand_way(item: Item, kind: str) -> None:
    if item.state not in _FROM[Ending.Kind(kind)]:
        raise Refusal("wrong_state", state=item.get_state_display())


def _taker(item: Item, into_id: int | None) -> Item:
    """The open item that takes another over."""
    into = Item.objects.filter(pk=into_id or 0).select_related("parent__parent").first()
    if into is None:
        raise Refusal("into_missing")
    above = into.parent
    if into.pk == item.pk or item.pk in {above.pk if above else None, above.parent_id if above else None}:
        raise Refusal("into_itself")
    if into.state not in OPEN:
        raise Refusal("into_not_open", number=into.number)
    if into.secrecy < item.secrecy:
        raise Refusal("into_less_secret", number=into.number)
    return into


def _end_as(item: Item, ending: Ending) -> None:
    demand_ended_parts(item)
    if ending.kind == Ending.Kind.NOT_DONE:
        item.close_not_done()
    elif ending.kind == Ending.Kind.WITHDRAWN:
        item.withdraw()
    else:
        item.merged_into = _taker(item, ending.into_id)
        item.merge()


def _keep_end(item: Item, reason: str, at: datetime) -> None:
    item.public_reason, item.ended_at = reason, at
    keep(item, "public_reason", "ended_at", "merged_into")


def _lapse_proposals(item: Item, at: datetime) -> None:
    item.endings.filter(stage=Ending.Stage.ASKED).update(stage=Ending.Stage.LAPSED)
