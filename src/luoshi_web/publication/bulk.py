"""Acts on many releases, and on many items of the office's list: proposed, looked through, let out, not let out."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.publication.composing.items import PARTS
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.selectors import in_force, visible_to
from luoshi_web.publication.services.approve import approve, refuse
from luoshi_web.publication.services.check import check
from luoshi_web.publication.services.propose import propose
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.items import items_seen
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.states import State as ItemState


def _propose(*, actor: Actor, key: int, version: int, parts: list[str], at: datetime) -> None:
    """Files that are public already stay chosen where evidence is: they are chosen on the item's own page."""
    item = Item.objects.get(pk=key, version=version)
    before = in_force(item)
    files = [part for part in before.parts if part not in PARTS] if before and "evidence" in parts else []
    propose(actor=actor, subject=item, parts=[*parts, *files], at=at)


def _no_proposal(item: Item) -> Refusal | None:
    if item.state == ItemState.DRAFT:
        return Refusal("still_a_draft", name=item.number)
    return Refusal("not_open", name=item.number) if item.secrecy != Secrecy.OPEN else None


def _check(*, actor: Actor, key: int, version: int, words: str, at: datetime) -> None:
    """Nothing is redacted: of what has something in it that must not go out, each has its own page."""
    check(actor=actor, release_id=key, version=version, words=words, at=at)


def _approve(*, actor: Actor, key: int, version: int, not_before: date | None, at: datetime) -> None:
    approve(actor=actor, release_id=key, version=version, not_before=not_before, at=at)


def _refuse(*, actor: Actor, key: int, version: int, words: str, at: datetime) -> None:
    refuse(actor=actor, release_id=key, version=version, words=words, at=at)


def _in(*states: State) -> Any:
    def unfit(held: Release) -> Refusal | None:
        return None if held.state in states else Refusal("release_state", state=held.get_state_display())

    return unfit


def _seen(actor: Actor) -> QuerySet[Release]:
    return visible_to(actor)


def _of_releases(**said: Any) -> BulkAct:
    return BulkAct(page="release.read", seen=_seen, **said)


PROPOSE = BulkAct(
    name="propose-release", words=_("Propose for release"), page="item.list", right="release.propose", roles=frozenset({"supervision"}),
    seen=items_seen, unfit=_no_proposal, each=_propose,
)  # fmt: skip
CHECK = _of_releases(
    name="check-release", words=_("Looked through, nothing to redact"), right="release.check", roles=frozenset({"supervision"}),
    unfit=_in(State.PROPOSED), each=_check,
)  # fmt: skip
APPROVE = _of_releases(
    name="approve-release", words=_("Approve"), right="release.approve", roles=frozenset({"supervision", "leader"}),
    unfit=_in(State.CHECKED), each=_approve,
)  # fmt: skip
REFUSE = _of_releases(
    name="refuse-release", words=_("Do not release"), right="release.approve", roles=frozenset({"supervision", "leader"}),
    unfit=_in(State.PROPOSED, State.CHECKED, State.EMBARGOED), each=_refuse,
)  # fmt: skip
OF_RELEASES = (CHECK, APPROVE, REFUSE)
"""What is done with many releases at once."""
