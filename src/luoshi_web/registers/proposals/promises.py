"""承诺事项台账: what replies promised, by the year in whose list it stands, and an item of supervision that follows one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from luoshi_web.accounts.selectors import head_posts
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.opening import open_item
from luoshi_web.registers.proposals.models import Commitment, Proposal, Rating
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.selectors import visible_to
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.establish import Asked

OPEN = Q(verified_on__isnull=True, given_up_on__isnull=True)


def promises(actor: Actor, *, year: int) -> QuerySet[Commitment]:
    """What stands in a year's list, as far as the actor may see it: promised in replies to the year's proposals, or to an earlier year's and still open
    on 1 January, with the year that it comes from.
    """
    begins = date(year, 1, 1)
    earlier = Q(proposal__matter__year__lt=year)
    open_then = (Q(verified_on__isnull=True) | Q(verified_on__gte=begins)) & (
        Q(given_up_on__isnull=True) | Q(given_up_on__gte=begins)
    )
    made_then = Q(proposal__replied_on__lt=date(year + 1, 1, 1))
    rated = Rating.objects.filter(commitment=OuterRef("pk"))
    found = Commitment.objects.filter(Q(proposal__matter__year=year) | earlier & open_then & made_then)
    found = found.filter(proposal__matter__in=visible_to(actor).order_by()).annotate(is_rated=Exists(rated))
    return found.select_related("proposal__matter__office").order_by("due", "pk")


@transaction.atomic
def follow_up(
    *, actor: Actor, matter_id: int, version: int, commitment_id: int, due: date | None = None, at: datetime
) -> Item:
    """An item is opened from an open promise, led by the head of the unit that promised, due on a named day or as documents usually are.

    Raises :class:`Refusal`: ``no_open_promise``; ``no_lead``; what :func:`~luoshi_web.registers.matters.opening.open_item` refuses.
    """
    found = Commitment.objects.filter(OPEN, pk=commitment_id, proposal=matter_id)
    commitment = found.select_related("proposal__matter").first()
    if commitment is None:
        raise Refusal("no_open_promise")
    proposal: Proposal = commitment.proposal
    matter = proposal.matter
    lead = head_posts().get(matter.office_id or 0)
    if lead is None:
        raise Refusal("no_lead")
    reply = proposal.replies.order_by("-round").first()
    asked = Asked(
        source=Item.Source.SUGGESTION, document="documents", title=commitment.words[:300], words=commitment.words,
        said_on=reply.sent_on if reply is not None else timezone.localdate(at), lead=lead, number=matter.number, due=due, secrecy=matter.secrecy,
    )  # fmt: skip
    return open_item(
        PROPOSALS,
        actor=actor,
        matter_id=matter_id,
        version=version,
        part=f"commitment {commitment.pk}",
        asked=asked,
        at=at,
    )
