"""Acts of people on urging: by hand, on what waits on the desk, and the office's answer."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.services import settle
from luoshi_web.supervision.models import Item, Ladder, Limit, Urge
from luoshi_web.supervision.models.urging import APPROVED
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.urging.alike import Found, Urged
from luoshi_web.supervision.urging.days import next_working_day
from luoshi_web.supervision.urging.digests import post_digests
from luoshi_web.supervision.urging.facts import URGEABLE
from luoshi_web.supervision.urging.ladder import Terms, read_terms
from luoshi_web.supervision.urging.letters import send_letters
from luoshi_web.supervision.urging.rules import ladder_on
from luoshi_web.supervision.urging.run import ask_for_answer

_WAITS = (Urge.State.PROPOSED, Urge.State.HELD)


def repetitions(item: Item, *, on: date, terms: Terms) -> list[Found]:
    """What an urge of this item would repeat: the item itself if it was urged lately, and others of its office that ask the same."""
    urged = Urged(on, terms)
    own = urged.by_office.get(item.office_id or 0, {}).get(item.pk)
    return ([Found(item, "itself", own[2])] if own else []) + urged.like(item)


@transaction.atomic
def urge_by_hand(
    *, actor: Actor, item_id: int, version: int, rung: int, reason: str, although: str = "", at: datetime
) -> Urge:
    """The supervision office urges on a rung of its choice. ``although`` says why, where something asks the same already.

    通报 and 约谈 go before the leader in charge first (:func:`approve`). Raises :class:`Refusal`: ``not_yours``, ``urge_no_reason``,
    ``urge_state``, ``urge_repeats``, ``urge_twice_a_day``.
    """
    _supervises(actor)
    item = hold(item_id, version=version)
    on = timezone.localdate(at)
    ladder = ladder_on(on)
    terms = read_terms(ladder.terms)
    if not reason.strip():
        raise Refusal("urge_no_reason")
    office, post = _urgeable(item)
    alike = repetitions(item, on=on, terms=terms)
    if alike and not although.strip():
        raise Refusal("urge_repeats", items="、".join(found.item.number for found in alike))
    occasion = f"hand:{on}"
    if Urge.objects.filter(item=item, rung=rung, occasion=occasion).exists():
        raise Refusal("urge_twice_a_day")
    urge = Urge.objects.create(
        item=item, rung=rung, occasion=occasion, ladder=ladder, office_id=office, post_id=post, on=on, code="by_hand",
        reason=reason.strip(), by_hand=True, remark=although.strip(), decided_by_id=actor.person_id, decided_at=at,
        state=Urge.State.ASKED if rung in APPROVED else Urge.State.SENT, asked_by_id=actor.person_id if rung in APPROVED else None,
        asked_at=at if rung in APPROVED else None,
    )  # fmt: skip
    urge.alike.set([found.item for found in alike if found.item.pk != item.pk])
    if rung in APPROVED:
        keep(item)
        record(actor=actor, verb="urge.ask", target=item, details=_details(urge), at=at)
    else:
        _send(actor, urge, item, terms, at=at)
    return urge


@transaction.atomic
def take(*, actor: Actor, urge_id: int, although: str = "", at: datetime) -> Urge:
    """Send what was proposed; 通报 and 约谈 are put before the leader in charge (:func:`approve`).

    Raises :class:`Refusal`: ``not_yours``, ``urge_decided``, ``urge_state``, ``urge_repeats``.
    """
    urge, item = _waiting(actor, urge_id)
    office, post = _urgeable(item)
    on = timezone.localdate(at)
    alike = list(urge.alike.all())
    if alike and not although.strip():
        raise Refusal("urge_repeats", items="、".join(other.number for other in alike))
    asks = urge.rung in APPROVED
    urge.state = Urge.State.ASKED if asks else Urge.State.SENT
    urge.on, urge.held_until, urge.remark = on, None, although.strip()
    urge.office_id, urge.post_id = office, post
    urge.decided_by_id, urge.decided_at = actor.person_id, at
    if asks:
        urge.asked_by_id, urge.asked_at = actor.person_id, at
    urge.save()
    if asks:
        record(actor=actor, verb="urge.ask", target=item, details=_details(urge), at=at)
    else:
        _send(actor, urge, item, read_terms(urge.ladder.terms), at=at)
    return urge


@transaction.atomic
def approve(*, actor: Actor, urge_id: int, words: str = "", at: datetime) -> Urge:
    """The leader in charge lets a 通报 or 约谈 go out: it is sent at once.

    Raises :class:`Refusal`: ``not_yours``; ``urge_decided``; ``urge_own`` for whoever put it before the leader; ``urge_state`` where the item no
    longer waits for its office.
    """
    urge, item = _asked(actor, urge_id)
    urge.office_id, urge.post_id = _urgeable(item)
    urge.state, urge.on, urge.approval = Urge.State.SENT, timezone.localdate(at), words.strip()
    _decided_by(urge, actor, at)
    _send(actor, urge, item, read_terms(urge.ladder.terms), at=at, verb="urge.approve")
    return urge


@transaction.atomic
def refuse(*, actor: Actor, urge_id: int, reason: str, at: datetime) -> Urge:
    """The leader in charge does not let it go out, and says why. The ladder goes no further for this occasion.

    Raises :class:`Refusal` as :func:`approve` does, and ``urge_no_reason``.
    """
    urge, item = _asked(actor, urge_id)
    if not reason.strip():
        raise Refusal("urge_no_reason")
    urge.state, urge.approval = Urge.State.REFUSED, reason.strip()
    _decided_by(urge, actor, at)
    record(actor=actor, verb="urge.refuse", target=item, details=_details(urge), at=at)
    return urge


def _asked(actor: Actor, urge_id: int) -> tuple[Urge, Item]:
    """What waits for a leader, and its item, both locked. Of two people who decide on it one wins."""
    item = hold(Urge.objects.values_list("item", flat=True).get(pk=urge_id))
    if not may(actor, "urge.approve", item):
        raise Refusal("not_yours")
    urge = Urge.objects.select_for_update(of=("self",)).select_related("ladder").get(pk=urge_id)
    if urge.state != Urge.State.ASKED:
        raise Refusal("urge_decided")
    if urge.asked_by_id == actor.person_id:
        raise Refusal("urge_own")
    return urge, item


def _decided_by(urge: Urge, actor: Actor, at: datetime) -> None:
    urge.approved_by_id, urge.approved_at = actor.person_id, at
    urge.approver = f"{actor.post}{actor.person}"
    urge.save()


@transaction.atomic
def skip(*, actor: Actor, urge_id: int, reason: str, at: datetime) -> Urge:
    """Do not send it: the ladder goes no further for this occasion. Raises :class:`Refusal`: ``not_yours``, ``urge_decided``, ``urge_no_reason``."""
    urge, _item = _waiting(actor, urge_id, (*_WAITS, Urge.State.ASKED))
    if not reason.strip():
        raise Refusal("urge_no_reason")
    urge.state, urge.remark, urge.held_until = Urge.State.SKIPPED, reason.strip(), None
    urge.decided_by_id, urge.decided_at = actor.person_id, at
    urge.save()
    record(actor=actor, verb="urge.skip", target=urge.item, details=_details(urge), at=at)
    return urge


@transaction.atomic
def hold_back(*, actor: Actor, urge_id: int, until: date, reason: str, at: datetime) -> Urge:
    """Decide later: it is back on the desk on that day. Raises :class:`Refusal`: as :func:`skip`, and ``urge_held_past``."""
    urge, _item = _waiting(actor, urge_id)
    if not reason.strip():
        raise Refusal("urge_no_reason")
    if until <= timezone.localdate(at):
        raise Refusal("urge_held_past")
    urge.state, urge.held_until, urge.remark = Urge.State.HELD, until, reason.strip()
    urge.decided_by_id, urge.decided_at = actor.person_id, at
    urge.save()
    record(
        actor=actor, verb="urge.hold", target=urge.item, details=_details(urge) | {"until": until.isoformat()}, at=at
    )  # fmt: skip
    return urge


@transaction.atomic
def answer(*, actor: Actor, urge_id: int, text: str, at: datetime) -> Urge:
    """The lead office answers, once; late answers are taken and stay late. What else is unanswered of the item is answered with it.

    Raises :class:`Refusal`: ``not_yours``, ``urge_no_answer`` (empty), ``urge_answered``, ``urge_decided`` (never sent).
    """
    item = hold(Urge.objects.values_list("item", flat=True).get(pk=urge_id))
    urge = Urge.objects.select_for_update(of=("self",)).select_related("limit").get(pk=urge_id)
    return _answered(actor, item, urge, _unanswered(item), text, at)


@transaction.atomic
def answer_item(*, actor: Actor, item_id: int, text: str, at: datetime) -> Urge:
    """The gravest and latest that waits for an answer of an item, and with it whatever else does. Raises as :func:`answer`; ``nothing_to_answer``."""
    item = hold(item_id)
    waiting = _unanswered(item)
    if not waiting:
        raise Refusal("nothing_to_answer")
    return _answered(actor, item, waiting[0], waiting, text, at)


UNANSWERED: "Prefetch[str, QuerySet[Urge], str]" = Prefetch(
    "urges",
    Urge.objects.select_for_update(of=("self",))
    .select_related("limit")
    .filter(state=Urge.State.SENT, answered_at=None)
    .order_by("-rung", "-pk"),
    to_attr="unanswered",
)
"""Of many items that are answered for one after the other, locked by one statement."""


def _unanswered(item: Item) -> list[Urge]:
    known: list[Urge] | None = getattr(item, "unanswered", None)
    if known is None:
        prefetch_related_objects([item], UNANSWERED)
        known = getattr(item, "unanswered", [])
    return known


def _answered(actor: Actor, item: Item, urge: Urge, waiting: Sequence[Urge], text: str, at: datetime) -> Urge:
    if (
        actor.role not in {"officer", "head"}
        or item.office_id != actor.office_id
        or actor.clearance < item.secrecy
    ):
        raise Refusal("not_yours")
    if urge.state != Urge.State.SENT:
        raise Refusal("urge_decided")
    if urge.answered_at is not None:
        raise Refusal("urge_answered")
    if not text.strip():
        raise Refusal("urge_no_answer")
    urge.answer, urge.answered_by_id, urge.answered_at = text.strip(), actor.person_id, at
    urge.save(update_fields=["answer", "answered_by", "answered_at"])
    others = [other.pk for other in waiting if other.pk != urge.pk and other.answer_due is not None]
    if others:
        Urge.objects.filter(pk__in=others).update(answered_by=actor.person_id, answered_at=at)
    due = urge.limit.due if urge.limit else urge.answer_due
    late = due is not None and timezone.localdate(at) > due
    settle(item=item, kind=Limit.Kind.URGED, actor=actor, at=at)
    record(actor=actor, verb="urge.answer", target=item, details=_details(urge) | {"late": late}, at=at)
    return urge


def _supervises(actor: Actor) -> None:
    """Only the government's supervision body may supervise (政府督查工作条例 arts 7, 8)."""
    if actor.role != "supervision":
        raise Refusal("not_yours")


def _urgeable(item: Item) -> tuple[int, int]:
    """The office and the post that are urged."""
    if item.state not in URGEABLE or item.office_id is None or item.lead_id is None:
        raise Refusal("urge_state", state=str(item.get_state_display()))
    return item.office_id, item.lead_id


def _waiting(actor: Actor, urge_id: int, states: tuple[str, ...] = _WAITS) -> tuple[Urge, Item]:
    """The proposal and its item, both locked. Of two people who decide on it one wins."""
    _supervises(actor)
    item_id = Urge.objects.values_list("item", flat=True).get(pk=urge_id)
    item = hold(item_id)
    urge = Urge.objects.select_for_update(of=("self",)).select_related("ladder", "item").get(pk=urge_id)
    if actor.clearance < item.secrecy:
        raise Refusal("not_yours")
    if urge.state not in states:
        raise Refusal("urge_decided")
    return urge, item


def _send(
    actor: Actor, urge: Urge, item: Item, terms: Terms, *, at: datetime, verb: str = "urge.send"
) -> None:
    """Tell everybody, count it, record it."""
    Ladder.objects.select_for_update().get(
        pk=urge.ladder_id
    )  # what people get a day is counted by one at a time
    urge.item = item
    ask_for_answer(urge, item, terms, day=next_working_day(urge.on), actor=actor, at=at)
    urge.save(update_fields=["limit", "answer_due"])
    told = post_digests([urge], terms=terms, day=urge.on, at=at)
    item.times_urged += 1
    keep(item, "times_urged")
    record(actor=actor, verb=verb, target=item, details=_details(urge) | told, at=at)
    if told["letters"]:
        send_letters.enqueue()


def _details(urge: Urge) -> dict[str, object]:
    said: dict[str, object] = {
        "urge": urge.pk,
        "rung": urge.rung,
        "occasion": urge.occasion,
        "code": urge.code,
    }
    return (
        said
        | ({"reason": urge.reason} if urge.reason else {})
        | ({"remark": urge.remark} if urge.remark else {})
        | ({"approval": urge.approval} if urge.approval else {})
    )
