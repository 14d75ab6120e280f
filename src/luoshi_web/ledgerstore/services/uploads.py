"""A copy comes in: checked by what it contains, kept under a name of ours, read in the background."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.incoming import Found, NotTaken, clean_name, inspect
from luoshi_web.ledgerstore.models import Copy, Report
from luoshi_web.ledgerstore.services.hold import hold_copy
from luoshi_web.ledgerstore.tasks import read_in_background


@transaction.atomic
def upload_copy(*, actor: Actor, name: str, data: bytes, report: Report | None = None, at: datetime) -> Copy:
    """Keep a file and have it read. ``report`` is the one that this is a corrected copy of, None where the copy shall say whose it is.

    Raises :class:`Refusal`: ``copy_known`` for a file that is there already, and ``copy_…`` for what an office does not keep: programs,
    macros, types that hold no report, archives whose names lead out of them, more than 32 MiB.
    """
    name = clean_name(name)
    found = _inspected(name, data)
    digest = hashlib.sha256(data).hexdigest()
    if (
        known := Copy.objects.filter(sha256=digest)
        .select_related("uploaded_by")
        .only("filename", "uploaded_at", "uploaded_by")
        .first()
    ):
        raise Refusal(
            "copy_known",
            name=known.filename,
            day=known.uploaded_at.date().isoformat(),
            person=str(known.uploaded_by),
        )
    copy = Copy(
        report=report, filename=name, media_type=found.media_type, size=len(data), sha256=digest, uploaded_by_id=actor.person_id,
        uploaded_at=at, number=_number(report),
    )  # fmt: skip
    copy.content.save(f"{digest}{found.suffix}", ContentFile(data), save=False)
    copy.save()
    details = {
        "sha256": digest,
        "size": len(data),
        "media_type": found.media_type,
        "report": str(report) if report else None,
    }
    record(actor=actor, verb="copy.upload", target=copy, details=details, at=at)
    read_in_background.enqueue(copy.pk)
    return copy


def _inspected(name: str, data: bytes) -> Found:
    try:
        return inspect(name, data)
    except NotTaken as refused:
        chinese = (get_language() or "").startswith("zh")
        values = {
            key: refused.values.get(f"{key}_zh", value) if chinese else value
            for key, value in refused.values.items()
            if not key.endswith("_zh")
        }
        raise Refusal(refused.code, name=name, **values) from None


def _number(report: Report | None) -> int:
    return report.copies.count() + 1 if report else 1


@transaction.atomic
def read_again(*, actor: Actor, copy_id: int, at: datetime) -> Copy:
    """Have a copy read once more: its reading never came, or the library refused it. Raises :class:`Refusal` (``copy_is_read``)."""
    copy = hold_copy(copy_id)
    if copy.state not in (Copy.State.QUEUED, Copy.State.REFUSED):
        raise Refusal("copy_is_read")
    copy.state, copy.refusal = Copy.State.QUEUED, None
    copy.save(update_fields=["state", "refusal"])
    record(actor=actor, verb="copy.again", target=copy, at=at)
    read_in_background.enqueue(copy.pk)
    return copy


@transaction.atomic
def set_aside(*, actor: Actor, copy_id: int, at: datetime) -> Copy:
    """A doubtful copy is no report that this office follows: no entries are made of it. It can be read again."""
    copy = hold_copy(copy_id)
    if copy.state != Copy.State.DOUBTFUL:
        raise Refusal("copy_not_doubtful")
    copy.state = Copy.State.REFUSED
    copy.refusal = {
        "key": "set_aside",
        "en": f"{copy.filename}: set aside by {actor.person}; no entries are made of it.",
        "zh": f"{copy.filename}：{actor.person}已将其搁置，不生成条目。",
    }
    copy.save(update_fields=["state", "refusal"])
    record(actor=actor, verb="copy.refuse", target=copy, details={"key": "set_aside"}, at=at)
    return copy
