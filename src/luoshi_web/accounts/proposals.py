"""Proposals: made by one person, confirmed by another, and only then done."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts import services
from luoshi_web.accounts.bring_in import Newcomer, bring_in
from luoshi_web.accounts.models import Office, Person, Post, Proposal
from luoshi_web.accounts.second_person import ADMINISTRATORS, Second
from luoshi_web.accounts.selectors import holder
from luoshi_web.accounts.separation import is_administrator
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record


@transaction.atomic
def propose(
    *, actor: Actor, kind: str, values: dict[str, Any], post: Post | None = None, person: Person | None = None, at: datetime
) -> Proposal:  # fmt: skip
    """Put an act before a second person. ``values`` hold JSON. Raises :class:`Refusal` where two could not do it either: it is tried, and undone."""
    made = Proposal(
        kind=kind, values=values, post=post, person=person, proposed_by_id=actor.person_id, proposed_role=actor.role, proposed_at=at,
        of_administrators=_of_administrators(values, post, person, at),
    )  # fmt: skip
    if kind not in _OF_LOGINS:
        with transaction.atomic():
            _DEEDS[kind](actor, made, _SOMEBODY, at)
            transaction.set_rollback(True)
    made.save()
    details = {"kind": kind, **{key: value for key, value in values.items() if key != "text"}}
    record(actor=actor, verb="proposal.make", target=made, details=details, at=at)
    return made


def may_confirm(actor: Actor, proposal: Proposal, *, at: datetime) -> bool:
    """Another person than who proposed and whom it is about. The security administrator; of the administrators' own posts and logins each of the
    other two as well; of everything, while there is no security administrator.
    """
    if actor.person_id in {
        proposal.proposed_by_id,
        _concerned(proposal.kind, proposal.post, proposal.person, at),
    }:
        return False
    if actor.role == "security":
        return True
    return actor.role in ADMINISTRATORS and (proposal.of_administrators or actor.unsecured)


@transaction.atomic
def confirm(*, actor: Actor, proposal: Proposal, at: datetime) -> list[Newcomer]:
    """Do what was proposed. Returns the passwords that it gave, told once. Raises :class:`Refusal` as the act itself does; the proposal then waits on."""
    found = _open(proposal)
    if not may_confirm(actor, found, at=at):
        raise Refusal("not_yours")
    second = Second(found.proposed_by_id, str(found.proposed_by))
    given = _DEEDS[found.kind](actor, found, second, at)
    _decide(found, Proposal.State.CONFIRMED, actor, at)
    record(actor=actor, verb="proposal.confirm", target=found, details={"proposed_by": second.person}, at=at)
    return given


@transaction.atomic
def refuse(*, actor: Actor, proposal: Proposal, reason: str, at: datetime) -> None:
    """It is not done, with the reason."""
    found = _open(proposal)
    if not may_confirm(actor, found, at=at):
        raise Refusal("not_yours")
    found.reason = reason
    _decide(found, Proposal.State.REFUSED, actor, at)
    record(actor=actor, verb="proposal.refuse", target=found, details={"reason": reason}, at=at)


@transaction.atomic
def withdraw(*, actor: Actor, proposal: Proposal, at: datetime) -> None:
    """Whoever proposed it takes it back."""
    found = _open(proposal)
    if found.proposed_by_id != actor.person_id:
        raise Refusal("not_yours")
    _decide(found, Proposal.State.WITHDRAWN, actor, at)
    record(actor=actor, verb="proposal.withdraw", target=found, at=at)


def waiting_for(actor: Actor, *, at: datetime) -> list[Proposal]:
    """The open proposals that an actor may confirm."""
    waiting = Proposal.objects.filter(state=Proposal.State.OPEN).select_related(
        "post__office", "person", "proposed_by"
    )
    return [proposal for proposal in waiting if may_confirm(actor, proposal, at=at)]


def _open(proposal: Proposal) -> Proposal:
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state != Proposal.State.OPEN:
        raise Refusal("charge_decided")
    return found


def _decide(proposal: Proposal, state: str, actor: Actor, at: datetime) -> None:
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, actor.person_id, at
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _concerned(kind: str, post: Post | None, person: Person | None, at: datetime) -> int | None:
    """Whom a proposal is about: who may not confirm it."""
    if person is not None or post is None:
        return person.pk if person else None
    held = holder(post, at=timezone.localdate(at))
    return held.pk if held and kind in _OF_HOLDERS else None


def _of_administrators(
    values: dict[str, Any], post: Post | None, person: Person | None, at: datetime
) -> bool:
    roles = {values.get("role"), post.role if post else None}
    return bool(roles & set(ADMINISTRATORS)) or (
        person is not None and is_administrator(person, at=timezone.localdate(at))
    )


def _post_opened(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    said = dict(proposal.values)
    services.open_post(
        actor=actor, office=Office.objects.get(pk=said.pop("office")), second=second, at=at, **said
    )
    return []


def _post_changed(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.post is not None
    services.change_post(actor=actor, post=proposal.post, second=second, at=at, **proposal.values)
    return []


def _appointed(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.post is not None
    assert proposal.person is not None
    since = date.fromisoformat(proposal.values["since"])
    services.appoint(
        actor=actor, person=proposal.person, post=proposal.post, since=since, second=second, at=at
    )
    return []


def _vacated(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.post is not None
    services.vacate(
        actor=actor,
        post=proposal.post,
        until=date.fromisoformat(proposal.values["until"]),
        second=second,
        at=at,
    )
    return []


def _put_in_charge(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.post is not None
    services.put_in_charge(
        actor=actor,
        post=proposal.post,
        offices=tuple(Office.objects.filter(pk__in=proposal.values["offices"])),
        since=date.fromisoformat(proposal.values["since"]),
        second=second,
        at=at,
    )
    return []


def _password_given(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.person is not None
    given = services.give_password(actor=actor, person=proposal.person, second=second, at=at)
    return [Newcomer(proposal.person.name, proposal.person.username, given)]


def _factor_taken(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    assert proposal.person is not None
    services.take_second_factor(actor=actor, person=proposal.person, second=second, at=at)
    return []


def _list_brought_in(actor: Actor, proposal: Proposal, second: Second, at: datetime) -> list[Newcomer]:
    return bring_in(actor=actor, text=proposal.values["text"], second=second, at=at)


_SOMEBODY = Second(-1, "")
_OF_LOGINS = frozenset({Proposal.Kind.PASSWORD, Proposal.Kind.SECOND_FACTOR})
"""What tells its person at once, and so is not tried first."""
_OF_HOLDERS = frozenset({Proposal.Kind.CHANGE_POST, Proposal.Kind.VACATE, Proposal.Kind.CHARGE})
"""What is about whoever holds the post."""
_DEEDS: dict[str, Callable[[Actor, Proposal, Second, datetime], list[Newcomer]]] = {
    Proposal.Kind.OPEN_POST: _post_opened,
    Proposal.Kind.CHANGE_POST: _post_changed,
    Proposal.Kind.APPOINT: _appointed,
    Proposal.Kind.VACATE: _vacated,
    Proposal.Kind.CHARGE: _put_in_charge,
    Proposal.Kind.PASSWORD: _password_given,
    Proposal.Kind.SECOND_FACTOR: _factor_taken,
    Proposal.Kind.LIST: _list_brought_in,
}
