"""The reading of what is secret is recorded before the answer is sent, whatever the answer is: a page, a workbook, a file, data for a program.

What was read is told by the texts themselves (``supervision.models.told``); pages say nothing of it, but for the log, which keeps copies.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from luoshi_web.audit.models import Act
from luoshi_web.supervision.models.told import Key, note
from luoshi_web.supervision.services.secret import record_secret

_SHOWN = (200, 400)
"""A page; a form that is shown again. Whoever is sent elsewhere or refused has been shown nothing."""


def record_read(request: Any, answer: HttpResponse, taken: set[Key]) -> None:
    """As the post that asked, or the post of the key with which a program asked."""
    actor = request.actor or getattr(request, "auth", None)
    if taken and actor is not None and answer.status_code in _SHOWN and request.method != "HEAD":
        record_secret(actor=actor, things=taken, at=request.now)


def note_acts(acts: Iterable[Act]) -> None:
    """These acts of the log are shown with the name of what they were done to."""
    for act in acts:
        if act.object_kind in {"item", "paper", "matter"} and act.object_id is not None:
            note(act.object_kind, act.object_id)
