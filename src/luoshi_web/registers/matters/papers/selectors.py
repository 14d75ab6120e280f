"""Which drafts of papers somebody may see."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.desks import sees_whole
from luoshi_web.registers.matters.papers.models import PaperDraft


def drafts_for(actor: Actor, register: str) -> QuerySet[PaperDraft]:
    """Those within the actor's clearance: a department's own, and all where it keeps the register or sees all of it."""
    reached = PaperDraft.objects.filter(register=register, secrecy__lte=actor.clearance)
    if actor.role in {"supervision", "leader", "auditor"}:
        return reached
    if actor.role in {"officer", "head"} and actor.office_id is not None:
        return reached if sees_whole(register, actor) else reached.filter(sender=actor.office_id)
    return reached.none()


def drafts_in_log(actor: Actor, keys: set[int]) -> set[int]:
    """Which drafts an actor who reads the log may know by their titles."""
    found = PaperDraft.objects.filter(pk__in=keys, secrecy__lte=actor.clearance)
    return set(found.values_list("pk", flat=True))


WAITING = Q(given_back_at=None, signed_by=None)
"""Neither signed nor given back."""
