"""Issuing a paper, and withdrawing it: it gets its number and day, and what stands in it is kept for ever."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import offices_by_name
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.races import one_wins
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Content, digest, from_json, to_json
from luoshi_web.supervision.papers.files import sha256_of
from luoshi_web.supervision.services.said import said_in_public


@transaction.atomic
def issue(
    *,
    actor: Actor,
    collected: Collected,
    number: str,
    expected: str,
    sender_id: int | None = None,
    outside: bool = False,
    drafted_by: str = "",
    at: datetime,
) -> Paper:
    """Keep the paper as issued under a number (文号). ``drafted_by`` is who wrote what the actor signs, for the log.

    ``expected`` is the digest of what the preview showed. Raises :class:`Refusal` where that is no longer what would go out, the number is
    missing or taken, the day has not come, what it is made of is still a draft, or the paper is above the actor's clearance.
    """
    number = " ".join(number.split())
    if digest(collected.content) != expected:
        raise Refusal("paper_changed_meanwhile")
    if collected.open_source:
        raise Refusal("paper_of_a_draft")
    if not number:
        raise Refusal("paper_needs_number")
    if Paper.objects.filter(number=number).exists():
        raise Refusal("name_taken", name=number)
    if collected.content.on > timezone.localdate(at):
        raise Refusal("paper_day_to_come")
    if collected.content.secrecy > actor.clearance:
        raise Refusal("not_yours")
    content = collected.content.issued(number)
    paper = Paper(
        kind=content.kind,
        number=number,
        title=content.title,
        on=content.on,
        secrecy=content.secrecy,
        office_id=collected.office_id,
        sender_id=sender_id,
        outside=outside,
        content=to_json(content),
        docx_sha256=sha256_of(content, "docx"),
        xlsx_sha256=sha256_of(content, "xlsx"),
        by_id=actor.person_id,
        at=at,
    )
    with one_wins(
        "name_taken", name=number
    ):  # making both files took a while: somebody may have issued it meanwhile
        paper.save(force_insert=True)
    paper.items.set(collected.item_ids)
    if content.imprint is not None and content.imprint.copies_to:
        known = offices_by_name()
        paper.copied_to.set({known[name].pk for name in content.imprint.copies_to if name in known})
    details = {
        "on": str(content.on),
        "items": len(collected.item_ids),
        "docx": paper.docx_sha256,
        "xlsx": paper.xlsx_sha256,
    }
    if drafted_by:
        details["drafted_by"] = drafted_by
    record(actor=actor, verb="paper.issue", target=paper, details=details, at=at)
    return paper


@transaction.atomic
def withdraw(*, actor: Actor, paper_id: int, reason: str, at: datetime) -> Paper:
    """The paper holds no more, with a reason for everybody. It stays readable and says so; its number is never given again.

    Raises :class:`Refusal`: ``not_yours``, ``paper_withdrawn``, ``no_public_reason``, ``personal_data``.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    if not may(actor, "paper.withdraw", paper):
        raise Refusal("not_yours")
    if paper.withdrawn_at is not None:
        raise Refusal("paper_withdrawn")
    paper.withdrawn_reason = said_in_public(reason)
    paper.withdrawn_by_id, paper.withdrawn_at = actor.person_id, at
    paper.save(update_fields=["withdrawn_reason", "withdrawn_by", "withdrawn_at"])
    details = {
        "number": paper.number,
        "reason": paper.withdrawn_reason,
        "docx": sha256_of(shown(paper), "docx"),
        "xlsx": sha256_of(shown(paper), "xlsx"),
    }
    record(actor=actor, verb="paper.withdraw", target=paper, details=details, at=at)
    return paper


def shown(paper: Paper) -> Content:
    """What stands in a paper as it is read now: as it was issued, and marked once it was withdrawn."""
    content = from_json(paper.content)
    if paper.withdrawn_at is None:
        return content
    return content.marked(timezone.localdate(paper.withdrawn_at), paper.withdrawn_reason)
