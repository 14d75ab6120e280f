"""Which items that follow from instructions and decisions somebody may see before and after they are handed out."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Origin
from luoshi_web.supervision.states import State


def origins_for(actor: Actor) -> QuerySet[Origin]:
    """Within the clearance. Drafts are the supervision office's alone; the head of the government sees those that need an approval too."""
    found = Origin.objects.filter(item__secrecy__lte=actor.clearance).select_related(
        "item__office", "item__lead__office", "item__leader__office", "said_by__office", "by", "decided_by"
    )
    if actor.role == "supervision":
        return found
    out = ~Q(item__state=State.DRAFT)
    if actor.role == "leader" and actor.chief:
        return found.filter(out | ~Q(state=Origin.State.READY))
    return found.filter(out) if actor.role in {"leader", "auditor"} else found.none()


def origins_to_decide(actor: Actor) -> QuerySet[Origin]:
    """What waits for the head of the government, the oldest first."""
    if not (actor.role == "leader" and actor.chief):
        return Origin.objects.none()
    waiting = origins_for(actor).filter(state=Origin.State.ASKED, item__state=State.DRAFT)
    return waiting.order_by("at", "id")


def origins_to_hand_out(actor: Actor) -> QuerySet[Origin]:
    """What the supervision office may give to its office now: approved, or in need of no approval."""
    ready = (Origin.State.READY, Origin.State.APPROVED)
    return origins_for(actor).filter(state__in=ready, item__state=State.DRAFT).order_by("at", "id")
