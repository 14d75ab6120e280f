"""Acts on many entries of a report under review: accepted as they stand, or dropped."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Review
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.ledgerstore.services import review
from luoshi_web.supervision.bulk.act import BulkAct


def _seen(actor: Actor) -> QuerySet[Entry]:
    """The entries of every report: a report is public, and whoever may review sees all of them."""
    return Entry.objects.defer("machine", "reading", "members")


def _open(entry: Entry) -> Refusal | None:
    return None if entry.review == Review.OPEN else Refusal("reviewed_already")


def _standing(entry: Entry) -> Refusal | None:
    return None if entry.review in STANDING else Refusal("not_standing")


def _accept(*, actor: Actor, key: int, version: int, at: datetime) -> None:
    review.accept(actor=actor, entry_id=key, version=version, at=at)


def _drop(*, actor: Actor, key: int, version: int, reason: str, at: datetime) -> None:
    review.drop(actor=actor, entry_id=key, version=version, reason=reason, at=at)


def _act(**said: Any) -> BulkAct:
    return BulkAct(
        page="entry.review", right="entry.review", roles=frozenset({"supervision"}), seen=_seen, **said
    )


ACCEPT = _act(name="accept", words=_("Accept as read"), unfit=_open, each=_accept)
DROP = _act(name="drop", words=_("Drop"), unfit=_standing, each=_drop)
OF_ENTRIES = (ACCEPT, DROP)
"""What the supervision office does with many entries."""
