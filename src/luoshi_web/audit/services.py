"""Writing an act. Called last in the transaction of what was done, so that both are there or neither."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.chain import FIELDS, canonical, digest_of, moment
from luoshi_web.audit.models import Act, Head
from luoshi_web.audit.verbs import VERBS


def record(
    *,
    actor: Actor,
    verb: str,
    at: datetime,
    target: models.Model | None = None,
    details: Mapping[str, Any] | None = None,
) -> Act:
    """Append one act and return it.

    ``verb`` is a name of :data:`luoshi_web.audit.verbs.VERBS`; ``target`` is what it was done to, named by its ``str()``; ``details``
    hold JSON values (dates and decimals as text).

    Raises:
        RuntimeError: outside a transaction: an act without its deed, or the reverse, could be left.
        KeyError: for a verb that has no words.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction of what was done")
    if verb not in VERBS:
        raise KeyError(f"the act {verb!r} has no words in audit/verbs.py")
    fields: dict[str, Any] = {
        "verb": verb,
        "person_id": actor.person_id,
        "person": actor.person,
        "post_id": actor.post_id,
        "post": actor.post,
        "office": actor.office,
        "role": actor.role,
        "object_kind": target._meta.model_name if target is not None else "",
        "object_id": target.pk if target is not None else None,
        "object_name": str(target)[:200] if target is not None else "",
        "details": canonical(dict(details or {})),
    }
    act = Act(at=at, **fields)
    together = _TOGETHER.get()
    if together is not None:
        together.append(act)
        return act
    _append([act])
    return act


@transaction.atomic
def took_away(*, actor: Actor, at: datetime) -> Act:
    """Somebody takes the whole log away: an act itself, and the last one of what is taken."""
    return record(actor=actor, verb="log.export", at=at)


_TOGETHER: ContextVar[list[Act] | None] = ContextVar("acts written together", default=None)


@contextmanager
def recorded_together() -> Iterator[list[Act]]:
    """The acts of a block are appended at its end, in their order, by one statement: of 500 acts the log's own writing took longer than the deeds.

    In one transaction, so that acts and deeds stand or fall together. Yields what waits to be written: whoever undoes a deed inside takes its
    act off the end. The log's head is locked at the end alone, after whatever the deeds have locked.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("acts are recorded in the transaction of what was done")
    waiting: list[Act] = []
    token = _TOGETHER.set(waiting)
    try:
        yield waiting
    finally:
        _TOGETHER.reset(token)
    _append(waiting)


def _append(acts: list[Act]) -> None:
    """Number, chain and write acts. The head is locked, so that two acts never follow the same one."""
    if not acts:
        return
    if (head := Head.objects.select_for_update().filter(pk=1).first()) is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)  # waits for another first act
        head = Head.objects.select_for_update().get(pk=1)
    number, digest = head.number, head.digest
    for act in acts:
        number += 1
        act.number, act.previous = number, digest
        link = {name: getattr(act, name) for name in FIELDS if name != "at"}
        digest = act.digest = digest_of(link | {"at": moment(act.at)})
    if len(acts) == 1:
        acts[0].save(force_insert=True)
    else:
        Act.objects.bulk_create(acts, batch_size=200)
    Head.objects.filter(pk=1).update(number=number, digest=digest)
