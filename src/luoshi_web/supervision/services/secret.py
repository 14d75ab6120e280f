"""Reading what is secret is an act: who was shown what, on which day.

The rule: the first time a day that a person is shown a text of an item, a paper or a worklist of 秘密 or above is recorded, by whichever way it is
shown; what is shown again that day is not. An answer with several is one record with all their keys.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Item, Paper, SecretReading, Worklist, told

_MODELS: dict[str, type[models.Model]] = {"item": Item, "paper": Paper, "worklist": Worklist}


def is_secret(model: type[models.Model]) -> None:
    """A model of an app above has a secrecy of its own: its readings are recorded as those of items are. Said once, when the app is loaded."""
    name = str(model._meta.model_name)
    _MODELS[name] = model
    told.KINDS.add(name)


def record_secret(*, actor: Actor, things: Iterable[tuple[str, int]], at: datetime) -> None:
    """Record those of the things (kind and key) that are secret and that the actor has not been shown today.

    Two queries for a post that reads secrets, none for others.
    """
    if actor.clearance < Secrecy.CONFIDENTIAL:
        return
    day, wanted = timezone.localdate(at), set(things)
    secret = {
        (kind, key)
        for kind, model in _MODELS.items()
        if (keys := [key for of, key in wanted if of == kind])
        for key in model._default_manager.filter(pk__in=keys, secrecy__range=(Secrecy.CONFIDENTIAL, actor.clearance)).values_list("pk", flat=True)
    }  # fmt: skip
    if not secret:
        return
    mine = SecretReading.objects.filter(person=actor.person_id, day=day, thing__in=[key for _, key in secret])
    if secret <= set(mine.values_list("kind", "thing")):
        return
    with transaction.atomic():
        _record(actor, secret, mine, at)


def _record(
    actor: Actor, secret: set[tuple[str, int]], mine: models.QuerySet[SecretReading], at: datetime
) -> None:
    new = sorted(secret - set(mine.values_list("kind", "thing")))
    if not new:
        return  # another page of the same person was quicker
    SecretReading.objects.bulk_create(
        (
            SecretReading(person_id=actor.person_id, day=timezone.localdate(at), kind=kind, thing=key)
            for kind, key in new
        ),
        ignore_conflicts=True,
    )
    kind, key = new[0]
    only = _MODELS[kind]._default_manager.filter(pk=key).first() if len(new) == 1 else None
    details = {f"{kind}s": [key for of, key in new if of == kind] for kind in _MODELS}
    record(
        actor=actor, verb="secret.read", target=only, details={k: v for k, v in details.items() if v}, at=at
    )
