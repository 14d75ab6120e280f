"""Writing an act, and giving the next number of a year."""

from datetime import datetime
from typing import Any

from django.db import connection

from luoshi_web.voices.clock import day_of
from luoshi_web.voices.models import Act, Comment, Correction, Series
from luoshi_web.voices.rights import Actor
from luoshi_web.voices.verbs import VERBS


def record(actor: Actor, verb: str, what: Comment | Correction, *, at: datetime, **details: Any) -> Act:
    """One act, in the transaction of what was done. ``details`` hold codes and numbers, never what somebody wrote."""
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction of what was done")
    if verb not in VERBS:
        raise KeyError(f"the act {verb!r} has no words")
    return Act.objects.create(
        at=at, verb=verb, by_id=actor.id, by=actor.name, kind=what._meta.model_name or "", number=what.number, details=details,
    )  # fmt: skip


def next_number(series: str, *, at: datetime) -> str:
    """``2026-0041``: public, one after another in a year. The row is locked until the transaction ends."""
    year = day_of(at).year
    name = f"{series}-{year}"
    Series.objects.get_or_create(name=name)
    row = Series.objects.select_for_update().get(name=name)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{year}-{row.last:04d}"
