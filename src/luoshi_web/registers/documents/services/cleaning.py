"""清理: every document in force on a day is looked at; results are proposed for many at once, and another person decides on the whole list."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record, recorded_together
from luoshi_web.registers.documents.models import CleanUp, CleanUpRow
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.facts import Finding
from luoshi_web.registers.documents.rules.states import ISSUED, Act
from luoshi_web.registers.documents.selectors import in_force_on
from luoshi_web.registers.documents.services.issuing import end
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said

_ENDS = {Finding.REPEAL: Act.REPEAL, Finding.VOID: Act.VOID}


@transaction.atomic
def open_clean_up(*, actor: Actor, title: str, basis: str, as_of: date, at: datetime) -> CleanUp:
    """Everything in force on a day stands on the list, without a result yet.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``clean_up_empty``; ``no_words``.
    """
    if not may(actor, "documents.keep"):
        raise Refusal("not_yours")
    demand_come(as_of, at)
    made = CleanUp.objects.create(title=said(title), basis=said(basis), as_of=as_of, opened_by_id=actor.person_id, opened_at=at)  # fmt: skip
    looked_at = [CleanUpRow(clean_up=made, document_id=key) for key in in_force_on(as_of).order_by("pk").values_list("pk", flat=True)]  # fmt: skip
    if not looked_at:
        raise Refusal("clean_up_empty")
    CleanUpRow.objects.bulk_create(looked_at)
    details = {"as_of": str(as_of), "documents": len(looked_at), "basis": made.basis}
    record(actor=actor, verb="documents.clean_up", target=made, details=details, at=at)
    return made


def _hold(actor: Actor, clean_up_id: int, version: int) -> CleanUp:
    if not may(actor, "documents.keep"):
        raise Refusal("not_yours")
    found = CleanUp.objects.select_for_update(of=("self",)).get(pk=clean_up_id)
    if found.version != version:
        raise Refusal("changed_meanwhile")
    return found


def _keep(clean_up: CleanUp) -> None:
    clean_up.version += 1
    clean_up.save()


@transaction.atomic
def propose(
    *, actor: Actor, clean_up_id: int, version: int, chosen: Sequence[int], finding: str, why: str, at: datetime
) -> CleanUp:  # fmt: skip
    """A result for some documents of the list at once; said again, it takes the place of what was said.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``clean_up_decided``; ``nothing_chosen``; ``clean_up_stranger``; ``clean_up_why``.
    """
    clean_up = _hold(actor, clean_up_id, version)
    if clean_up.decided_on is not None:
        raise Refusal("clean_up_decided")
    keys = set(chosen)
    if not keys:
        raise Refusal("nothing_chosen")
    reason, result = why.strip(), Finding(finding)
    if result is not Finding.KEEP and not reason:
        raise Refusal("clean_up_why")
    rows = CleanUpRow.objects.filter(clean_up=clean_up, document__in=keys)
    if rows.update(finding=result, why=reason, proposed_by=actor.person_id) != len(keys):
        raise Refusal("clean_up_stranger")
    _keep(clean_up)
    details = {"finding": finding, "documents": len(keys), "reason": reason}
    record(actor=actor, verb="documents.clean_up_propose", target=clean_up, details=details, at=at)
    return clean_up


@transaction.atomic
def decide(*, actor: Actor, clean_up_id: int, version: int, paper: str, on: date, at: datetime) -> CleanUp:
    """Another person decides on the whole list by a paper: what is repealed or declared lapsed ends on the day, all or nothing.

    What has ended meanwhile by itself is left as it is. Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``clean_up_decided``;
    ``clean_up_open`` where a document has no result; ``clean_up_own``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    clean_up = _hold(actor, clean_up_id, version)
    if clean_up.decided_on is not None:
        raise Refusal("clean_up_decided")
    demand_come(on, at)
    demand_after(on, clean_up.as_of)
    rows = list(clean_up.rows.select_related("document").order_by("document"))
    without = sum(not row.finding for row in rows)
    if without:
        raise Refusal("clean_up_open", count=str(without))
    if any(row.proposed_by_id == actor.person_id for row in rows):
        raise Refusal("clean_up_own")
    clean_up.paper, clean_up.decided_on, clean_up.decided_by_id = said(paper), on, actor.person_id
    with recorded_together():
        for row in rows:
            act = _ENDS.get(Finding(row.finding))
            if act is not None:
                document = DOCUMENTS.hold(actor, row.document_id, "keep")
                if DOCUMENTS.state(document) in ISSUED:
                    end(document, act, on, f"{clean_up.paper}: {row.why}", actor, at)
        _keep(clean_up)
        counts = {finding.value: sum(row.finding == finding for row in rows) for finding in Finding}
        details = {"paper": clean_up.paper, "on": str(on), **counts}
        record(actor=actor, verb="documents.clean_up_decide", target=clean_up, details=details, at=at)
    return clean_up


@transaction.atomic
def publish_results(*, actor: Actor, clean_up_id: int, version: int, on: date, at: datetime) -> CleanUp:
    """The lists are public from a day. Raises :class:`Refusal`: ``not_yours``; ``clean_up_open``; ``clean_up_decided`` where they are; ``day_to_come``; ``day_before``."""
    clean_up = _hold(actor, clean_up_id, version)
    if clean_up.decided_on is None:
        raise Refusal("clean_up_open", count=str(clean_up.rows.filter(finding="").count()))
    if clean_up.published_on is not None:
        raise Refusal("clean_up_decided")
    demand_come(on, at)
    demand_after(on, clean_up.decided_on)
    clean_up.published_on = on
    _keep(clean_up)
    record(actor=actor, verb="documents.clean_up_publish", target=clean_up, details={"on": str(on)}, at=at)
    return clean_up
