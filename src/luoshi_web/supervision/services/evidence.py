"""Files that prove what was reported: checked by their content, stored once by their digest, attached under the name they were given."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Protocol

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.intake.apart import check_apart
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import LARGEST, MOST
from luoshi_web.intake.names import clean_name
from luoshi_web.ledgerstore.kept import hand_out, state_of
from luoshi_web.supervision.models import Attachment, Check, Evidence, Item, Update
from luoshi_web.supervision.services.hold import hold


@dataclass(frozen=True, slots=True)
class Examined:
    """An uploaded file that may be stored."""

    name: str
    media_type: str
    size: int
    sha256: str
    file: "UploadedFile[bytes]"


class Named(Protocol):
    """A kept file under the name that somebody gave it."""

    @property
    def name(self) -> str:
        """As it is handed out."""

    @property
    def evidence(self) -> Evidence:
        """The file itself."""


def examine(
    *, actor: Actor, item: Item, files: "Sequence[UploadedFile[bytes]]", at: datetime
) -> list[Examined]:
    """Every file of an upload checked before anything is stored.

    The refusal of a file is an act of its own: who brings in programs is to be seen.

    Raises:
        Refusal: ``file_…`` for the first file that is not taken; ``not_yours``.
    """
    if not may(actor, "evidence.attach", item):
        raise Refusal("not_yours")
    return examined_for(item, actor=actor, files=files, at=at)


def examined_for(
    thing: models.Model, *, actor: Actor, files: "Sequence[UploadedFile[bytes]]", at: datetime
) -> list[Examined]:
    """Files brought to a thing of the office, whatever it is, each once.

    Raises :class:`Refusal`: ``file_…`` for the first that is not taken, which is an act on the thing.
    """
    if len(files) > MOST:
        raise Refusal("file_too_many")
    examined = [_examined(actor, thing, file, at) for file in files]
    return list({file.sha256: file for file in examined}.values())


def _examined(actor: Actor, thing: models.Model, file: "UploadedFile[bytes]", at: datetime) -> Examined:
    name = clean_name(file.name or "")
    content = file.read(LARGEST + 1)
    try:
        checked = check_apart(name, content)
    except FileFault as fault:
        size = file.size if file.size is not None else len(content)
        _record_refused(actor, thing, name, size, fault, at)
        raise Refusal(f"file_{fault.code}", name=name, detail=fault.detail) from fault
    return Examined(checked.name, checked.media_type, len(content), hashlib.sha256(content).hexdigest(), file)


@transaction.atomic
def _record_refused(
    actor: Actor, thing: models.Model, name: str, size: int, fault: FileFault, at: datetime
) -> None:
    details = {"name": name, "size": size, "fault": fault.code, "detail": fault.detail}
    record(actor=actor, verb="evidence.refuse", target=thing, details=details, at=at)


def read_evidence(*, actor: Actor, file: Named, at: datetime) -> bytes:
    """The bytes of a kept file. Whoever may see what it belongs to may; the page has asked.

    Raises :class:`Refusal` (``file_not_whole``) where the disk no longer holds what was stored, which is then an act of the log.
    """
    evidence = file.evidence
    place = evidence.content.name or ""
    return hand_out(actor=actor, thing=evidence, place=place, sha256=evidence.sha256, name=file.name, at=at)


@transaction.atomic
def attach_all(
    *,
    actor: Actor,
    item_id: int,
    files: Sequence[Examined],
    update_id: int | None = None,
    check_id: int | None = None,
    remark: str = "",
    at: datetime,
) -> list[Attachment]:
    """Examined files of one upload, all of them or none; an act each."""
    return [
        attach(
            actor=actor, item_id=item_id, file=file, update_id=update_id, check_id=check_id, remark=remark, at=at
        )
        for file in files
    ]  # fmt: skip


@transaction.atomic
def attach_photographs(
    *, actor: Actor, check_id: int, files: Sequence[Examined], at: datetime
) -> list[Attachment]:
    """Photographs of a check that was recorded already, all of them or none; an act each.

    Raises :class:`Refusal`: ``not_yours``; ``check_open`` before it was recorded; ``not_a_photograph``; ``file_attached``.
    """
    check = Check.objects.get(pk=check_id)
    if not may(actor, "check.record", hold(check.item_id)):
        raise Refusal("not_yours")
    check = Check.objects.select_for_update(of=("self",)).get(pk=check_id)
    if check.finding == Check.Finding.PLANNED:
        raise Refusal("check_open")
    demand_photographs(files)
    return attach_all(actor=actor, item_id=check.item_id, files=files, check_id=check_id, at=at)


def demand_photographs(files: Sequence[Examined]) -> None:
    """Raises :class:`Refusal` (``not_a_photograph``) for the first file whose bytes are no picture's."""
    for file in files:
        if not file.media_type.startswith("image/"):
            raise Refusal("not_a_photograph", name=file.name)


@transaction.atomic
def attach(
    *,
    actor: Actor,
    item_id: int,
    file: Examined,
    update_id: int | None = None,
    check_id: int | None = None,
    remark: str = "",
    at: datetime,
) -> Attachment:
    """One examined file on an item, on one of its reports, or on one of its checks. The same bytes are stored once, however often they are attached.

    Raises:
        Refusal: ``not_yours``; ``file_attached`` where these bytes are attached there already.
    """
    item = hold(item_id)
    if not may(actor, "evidence.attach", item):
        raise Refusal("not_yours")
    update = Update.objects.filter(item=item).get(pk=update_id) if update_id is not None else None
    check = Check.objects.filter(item=item).get(pk=check_id) if check_id is not None else None
    there = Attachment.objects.filter(item=item, update=update, evidence__sha256=file.sha256)
    if (there if check is None else there.filter(of_check=check)).exists():
        raise Refusal("file_attached", name=file.name)
    evidence = stored(file, at=at)
    attachment = Attachment.objects.create(
        item=item,
        update=update,
        of_check=check,
        evidence=evidence,
        name=file.name,
        remark=remark.strip(),
        by_id=actor.person_id,
        at=at,
    )
    details: dict[str, object] = {
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "update": update_id,
    }
    details |= {"check": check_id} if check_id is not None else {}
    record(actor=actor, verb="evidence.attach", target=item, details=details, at=at)
    return attachment


def stored(file: Examined, *, at: datetime) -> Evidence:
    """The file first, then its row: a row never names a file that is not there.

    The file's place is its digest. One that a broken-off upload left there is kept only where it is whole.
    """
    known = Evidence.objects.filter(sha256=file.sha256).first()
    place = str(PurePosixPath("evidence", file.sha256[:2], file.sha256))
    if state_of(place, file.sha256) != "whole":
        if default_storage.exists(place):
            default_storage.delete(place)
        file.file.seek(0)
        default_storage.save(place, File(file.file))
    if known is not None:
        return known
    evidence, _ = Evidence.objects.get_or_create(
        sha256=file.sha256,
        defaults={
            "size": file.size,
            "media_type": file.media_type,
            "content": place,
            "stored_at": at,
        },
    )
    return evidence
