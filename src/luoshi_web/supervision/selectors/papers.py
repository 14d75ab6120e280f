"""Which papers somebody may read."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Paper


def papers_for(actor: Actor) -> QuerySet[Paper]:
    """Those within the actor's clearance; a department gets those that go to all, those addressed to itself, those of
    which it gets a copy (抄送), and those that it issued.

    A paper is one file: who is not cleared for a part of it does not get it, nothing is blotted out.
    """
    papers = Paper.objects.filter(secrecy__lte=actor.clearance)
    if actor.role in {"supervision", "leader", "auditor"}:
        return papers
    if actor.role in {"officer", "head"}:
        return papers.filter(
            Q(office__isnull=True, outside=False)
            | Q(office=actor.office_id)
            | Q(sender=actor.office_id)
            | Q(pk__in=Paper.copied_to.through.objects.filter(office=actor.office_id).values("paper"))
        )
    return papers.none()
