"""What stands of an item's verification: the claim that is to be judged, its verdict, the day from which evidence counts, who had a hand in it."""

from datetime import datetime

from django.db.models import Max

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Check, Completion, Ending, Item, Verdict
from luoshi_web.supervision.states import OPEN, State


def demand_right(actor: Actor, right: str, item: Item) -> None:
    """Raise :class:`Refusal` where the post may not do this with the item, whichever page let it through."""
    if not may(actor, right, item):
        raise Refusal("not_yours")


def demand_cleared(post: Post, item: Item) -> None:
    """Raise :class:`Refusal` where the post could not read what it is to hold."""
    if post.clearance < item.secrecy:
        raise Refusal("lead_not_cleared", number=item.number, post=str(post))


def claim_of(item: Item) -> Completion:
    """The claim that stands. Raises :class:`Refusal` where the item is not reported as done."""
    if item.state != State.REPORTED:
        raise Refusal("wrong_state", state=item.get_state_display())
    claim = item.completions.filter(withdrawn_at__isnull=True).order_by("pk").last()
    if claim is None:
        raise Refusal("no_claim")
    return claim


def verdict_on(claim: Completion) -> Verdict | None:
    """The verdict on a claim, None before there is one."""
    return Verdict.objects.filter(completion=claim).first()


def sent_back_at(item: Item) -> datetime | None:
    """When the item was last sent back: by an unfit verdict, a refused signing-off or a reopening. Evidence of before then was seen already."""
    unfit = item.verdicts.filter(finding=Verdict.Finding.UNFIT).aggregate(last=Max("at"))["last"]
    refused = item.endings.filter(kind=Ending.Kind.DONE, stage=Ending.Stage.REFUSED)
    moments = (
        unfit,
        refused.aggregate(last=Max("decided_at"))["last"],
        item.endings.aggregate(last=Max("reopened_at"))["last"],
    )
    return max((moment for moment in moments if moment), default=None)


def demand_evidence(item: Item) -> None:
    """Raise :class:`Refusal` without evidence on the item, or where none is newer than its last being sent back.

    Photographs of a check are the supervision office's own and prove its finding, not the claim.
    """
    newest = item.attachments.filter(of_check__isnull=True).aggregate(last=Max("at"))["last"]
    if newest is None:
        raise Refusal("no_evidence")
    since = sent_back_at(item)
    if since is not None and newest < since:
        raise Refusal("no_new_evidence", day=f"{since:%Y-%m-%d}")


def demand_ended_parts(item: Item) -> None:
    """Raise :class:`Refusal` while parts that the item was split into are open."""
    if count := item.children.filter(state__in=OPEN).count():
        raise Refusal("parts_open", count=count)


def demand_another(person: int, item: Item, claim: Completion) -> None:
    """A claim and what is found of it are by two people. A person is meant, not a post: whoever holds two posts is still one.

    Raises :class:`Refusal` for who made the claim, and for who last reported progress.
    """
    if claim.by_id == person:
        raise Refusal("not_the_claimant")
    last = item.updates.filter(current=True).order_by("-at", "-id").first()
    if last is not None and last.by_id == person:
        raise Refusal("not_the_reporter")


def demand_no_check_against(item: Item, claim: Completion) -> None:
    """Raise :class:`Refusal` where the last look at the item since the claim found it otherwise than reported."""
    last = item.checks.filter(at__gte=claim.at).order_by("-at", "-id").first()
    if last is not None and last.finding in {Check.Finding.NOT_AS_REPORTED, Check.Finding.FALSE}:
        raise Refusal("check_speaks_against", day=str(last.on), finding=last.get_finding_display())
