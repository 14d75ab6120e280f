"""Files that the office keeps are named by their digest, and held against it whenever one is read: what lies on a disk can be changed there."""

import hashlib
from datetime import datetime
from typing import Literal

from django.core.files.storage import default_storage
from django.db import models, transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record

STEP = 1 << 20


def state_of(place: str, sha256: str) -> Literal["whole", "changed", "gone"]:
    """How a kept file stands, read in steps: the largest takes no more memory than the smallest."""
    if not place or not default_storage.exists(place):
        return "gone"
    found = hashlib.sha256()
    try:
        with default_storage.open(place) as stored:
            while step := stored.read(STEP):
                found.update(step)
    except OSError:  # a disk that no longer gives what it holds
        return "gone"
    return "whole" if found.hexdigest() == sha256 else "changed"


def hand_out(*, actor: Actor, thing: models.Model, place: str, sha256: str, name: str, at: datetime) -> bytes:
    """The bytes of a kept file, as they were stored.

    Raises :class:`Refusal` (``file_not_whole``) where the disk holds others, or none: nobody gets them, and the log says that somebody
    came upon it.
    """
    try:
        with default_storage.open(place) as stored:
            content: bytes = stored.read()
    except OSError:
        content = b""
    if content and hashlib.sha256(content).hexdigest() == sha256:
        return content
    note(actor=actor, thing=thing, state="changed" if content else "gone", sha256=sha256, name=name, at=at)
    raise Refusal("file_not_whole", name=name)


@transaction.atomic
def note(*, actor: Actor, thing: models.Model, state: str, sha256: str, name: str, at: datetime) -> None:
    """An act: this file is not what was stored."""
    details = {"name": name, "sha256": sha256, "state": state}
    record(actor=actor, verb="file.not_whole", target=thing, details=details, at=at)
