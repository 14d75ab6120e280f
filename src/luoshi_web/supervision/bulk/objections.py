"""Acts on many objections, each with one answer: rejected, or upheld so far that what was deducted falls away.

What another line or the whole is worth now is said of each by itself.
"""

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.models import Appraisal, Objection
from luoshi_web.supervision.selectors.appraisals import READS_ALL, recused
from luoshi_web.supervision.services import objections


def with_versions(found: QuerySet[Objection]) -> QuerySet[Objection]:
    """Nothing of an objection changes but by its decision, after which it is decided."""
    return found.annotate(version=Value(0))


def _seen(actor: Actor) -> QuerySet[Objection]:
    """All for whoever reads all sheets, else those of the own office."""
    found = Objection.objects.select_related("score__appraisal__supersedes", "score__office", "line")
    return with_versions(found if actor.role in READS_ALL else found.filter(score__office=actor.office_id))


def _decided(objection: Objection) -> Refusal | None:
    if objection.decision != Objection.Decision.OPEN:
        return Refusal("decided_already")
    published = objection.score.appraisal.state == Appraisal.State.PUBLISHED
    return None if published else Refusal("appraisal_not_published")


def _had_a_hand(actor: Actor, objection: Objection) -> Refusal | None:
    """Nobody who scored, published, gave points or objected decides."""
    own = actor.person_id == objection.by_id or actor.person_id in recused(objection.score.appraisal)
    return Refusal("recused") if own else None


def _reject(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    objections.decide(
        actor=actor, objection_id=key, decision=Objection.Decision.REJECTED, points=None, answer=answer, at=at
    )


REJECT = BulkAct(
    name="reject-objections", words=_("Reject"), page="appraisal.read", right="objection.decide",
    roles=frozenset({"supervision", "leader"}), seen=_seen, unfit=_decided, barred=_had_a_hand, each=_reject,
)  # fmt: skip


def _deducted(objection: Objection) -> Refusal | None:
    """One open objection to a line that takes points away."""
    if refusal := _decided(objection):
        return refusal
    deducts = objection.line is not None and objection.line.points < 0
    return None if deducts else Refusal("nothing_deducted")


def _uphold(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    objections.decide(
        actor=actor,
        objection_id=key,
        decision=Objection.Decision.UPHELD,
        points=Decimal(0),
        answer=answer,
        at=at,
    )


UPHOLD = BulkAct(
    name="uphold-objections", words=_("Uphold: the deduction falls away"), page="appraisal.read", right="objection.decide",
    roles=frozenset({"supervision", "leader"}), seen=_seen, unfit=_deducted, barred=_had_a_hand, each=_uphold,
)  # fmt: skip
OF_OBJECTIONS = (UPHOLD, REJECT)
"""What is done with many objections."""
