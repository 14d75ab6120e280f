"""What of a file of evidence can be looked at without opening it: asked of a process that may crash, hang or eat memory without harm."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.progress.render import SECONDS
from luoshi_web.supervision.services.evidence import Named, read_evidence

_KINDS = {
    "image/png": "image", "image/jpeg": "image", "application/pdf": "pdf", "text/plain": "text", "text/csv": "comma",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """``fault``: ``no_kind``, ``gone``, ``changed`` (not the bytes that were stored) or ``unreadable``; empty where something is shown."""

    fault: str = ""
    pages: int = 0
    png: bytes = b""
    text: str | None = None
    sheets: tuple[dict[str, Any], ...] = ()


def kind_of(attachment: Named) -> str:
    """How a file can be shown; an empty text where it cannot."""
    return _KINDS.get(attachment.evidence.media_type, "")


def preview(attachment: Named, *, actor: Actor, page: int = 1, at: datetime) -> Preview:
    """A page of a file, drawn or read anew. That the disk holds other bytes than were stored, or none, is an act of the log."""
    kind = kind_of(attachment)
    if not kind:
        return Preview("no_kind")
    try:  # at most 20 MB
        data = read_evidence(actor=actor, file=attachment, at=at)
    except Refusal:
        place = attachment.evidence.content.name or ""
        return Preview("changed" if default_storage.exists(place) else "gone")
    said = _rendered(kind, page, data)
    if said is None:
        return Preview("unreadable")
    return Preview(
        pages=said.get("pages", 0), png=base64.b64decode(said.get("png", "")), text=said.get("text"),
        sheets=tuple(said.get("sheets", ())),
    )  # fmt: skip


def _rendered(kind: str, page: int, data: bytes) -> dict[str, Any] | None:
    command = [sys.executable, "-m", "luoshi_web.supervision.progress.render", kind, str(page)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=3 * SECONDS, check=True)
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
    return said
