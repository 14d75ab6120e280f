"""The verdict on a claim (核查): by the supervision office, with its words, by somebody who had no hand in the claim.

"apply → site verification → sign-off → public notice; who verifies answers for it" (黄山 2022). A verdict ends nothing either: signing off
is another person's act (``closing.close_done``). What the ledger reads in a later report is shown beside a claim and never judges it.
"""

from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Verdict
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.standing import (
    claim_of,
    demand_another,
    demand_evidence,
    demand_no_check_against,
    demand_right,
    verdict_on,
)
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.urging.decisions import Decision


@transaction.atomic
def give_verdict(
    *, actor: Actor, item_id: int, version: int | None, finding: str, words: str, at: datetime
) -> Verdict:
    """Find the standing claim fit, or unfit: then the item goes back to be done.

    Raises :class:`Refusal` for whoever made the claim or last reported progress (the person, in whatever post), where the claim has its
    verdict, without words; and for fit without evidence or against the last check.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "verdict.give", item)
    claim = claim_of(item)
    if verdict_on(claim) is not None:
        raise Refusal("verdict_stands")
    demand_another(actor.person_id, item, claim)
    words = said(words)
    if finding == Verdict.Finding.FIT:
        demand_evidence(item)
        demand_no_check_against(item, claim)
    else:
        item.find_unfit()
        item.reported_at = None
    verdict = Verdict.objects.create(
        item=item, completion=claim, finding=finding, words=words, by_id=actor.person_id, at=at
    )
    keep(item, "reported_at")
    details = {"completion": claim.pk, "verdict": verdict.pk, "finding": finding}
    record(actor=actor, verb="verdict.give", target=item, details=details, at=at)
    if finding != Verdict.Finding.FIT:
        tell_of_item(item, Decision("unfit", words), by=actor, at=at)
    return verdict
