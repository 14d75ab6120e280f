"""Writing an act. Called last in the transaction of what was done, so that both are there or neither."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.chain import canonical, digest_of, moment
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
    head = Head.objects.select_for_update().filter(pk=1).first() or Head.objects.create(pk=1)
    fields: dict[str, Any] = {
        "number": head.number + 1,
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
        "previous": head.digest,
    }
    digest = digest_of(fields | {"at": moment(at)})
    act = Act.objects.create(at=at, digest=digest, **fields)
    Head.objects.filter(pk=1).update(number=act.number, digest=digest)
    return act
