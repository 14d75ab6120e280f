"""Self-report (申请销号): the lead office says that an item is done. It ends nothing."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Completion, Item
from luoshi_web.supervision.services.evidence import attach_all, examine
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.progress import asked_about
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.standing import (
    claim_of,
    demand_ended_parts,
    demand_evidence,
    demand_right,
    verdict_on,
)


@transaction.atomic
def report_completion(
    *, actor: Actor, item_id: int, version: int | None, words: str, value: Decimal | None = None, odd_reason: str = "",
    at: datetime,
) -> Completion:  # fmt: skip
    """The head of the lead office claims that the item is done. ``value`` is what was reached, in the item's unit; where it is out of
    proportion to the target or to the last report (``odd_…``) it counts once ``odd_reason`` says why it is right.

    Raises :class:`Refusal` without words, without evidence (after an item was sent back: without new evidence), without the value of a
    target that has one, and while parts of the item are open.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "completion.report", item)
    item.report_completion()
    words = said(words)
    if asks_for_value(item) and value is None:
        raise Refusal("value_missing")
    odd, odd_reason = asked_about(item, value, odd_reason)
    demand_ended_parts(item)
    demand_evidence(item)
    claim = Completion.objects.create(  # type: ignore[misc]  # whoever has the right has a post
        item=item, post_id=actor.post_id, by_id=actor.person_id, at=at, words=words, value=value, odd=odd, odd_reason=odd_reason
    )  # fmt: skip
    item.reported_at = at
    keep(item, "reported_at")
    details = {"completion": claim.pk, "value": None if value is None else str(value)}
    if odd:
        details |= {"odd": odd, "odd_reason": odd_reason}
    record(actor=actor, verb="completion.report", target=item, details=details, at=at)
    return claim


def report_with_evidence(
    *, actor: Actor, item: Item, version: int | None, words: str, value: Decimal | None = None, odd_reason: str = "",
    files: "Sequence[UploadedFile[bytes]]" = (), at: datetime,
) -> Completion:  # fmt: skip
    """The claim together with files that prove it, all of it or nothing. A file that is refused is an act of its own, and stays one."""
    examined = examine(actor=actor, item=item, files=files, at=at) if files else []
    with transaction.atomic():
        hold(item.pk, version=version)
        attach_all(actor=actor, item_id=item.pk, files=examined, at=at)
        return report_completion(
            actor=actor,
            item_id=item.pk,
            version=version,
            words=words,
            value=value,
            odd_reason=odd_reason,
            at=at,
        )


@transaction.atomic
def withdraw_completion(*, actor: Actor, item_id: int, version: int | None, at: datetime) -> None:
    """The claim is taken back before anybody judged it. Raises :class:`Refusal` (``verdict_stands``) afterwards."""
    item = hold(item_id, version=version)
    demand_right(actor, "completion.report", item)
    claim = claim_of(item)
    if verdict_on(claim) is not None:
        raise Refusal("verdict_stands")
    claim.withdrawn_at = at
    claim.save(update_fields=["withdrawn_at"])
    item.find_unfit()
    item.reported_at = None
    keep(item, "reported_at")
    record(actor=actor, verb="completion.withdraw", target=item, details={"completion": claim.pk}, at=at)


def asks_for_value(item: Item) -> bool:
    """Whether the item promises a number: then a claim gives one too."""
    return item.kind == Item.Kind.TARGET and (item.low is not None or item.high is not None)
