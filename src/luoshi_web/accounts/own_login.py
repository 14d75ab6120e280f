"""What people do to their own second factor: each an act of the log, told to them besides."""

from datetime import datetime, timedelta

from django.db import transaction

from luoshi_web.accounts.models import FactorStep, Person
from luoshi_web.accounts.notices import tell
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.models import Act
from luoshi_web.audit.services import record

ONCE_IN = timedelta(minutes=5)
"""Recovery codes shown again within this are one reading: a page that is loaded anew, the download after the page."""


@transaction.atomic
def factor_set(*, actor: Actor, person: Person, at: datetime) -> None:
    """A second factor was set up."""
    _written("factor.set", actor, person, at)


@transaction.atomic
def factor_removed(*, actor: Actor, person: Person, at: datetime) -> None:
    """It was taken away by the person, with the recovery codes."""
    FactorStep.objects.filter(person=person).delete()
    _written("factor.remove", actor, person, at)


@transaction.atomic
def codes_renewed(*, actor: Actor, person: Person, at: datetime) -> None:
    """New recovery codes stand in the place of the old."""
    _written("codes.renew", actor, person, at)


@transaction.atomic
def codes_read(*, actor: Actor, person: Person, at: datetime) -> None:
    """Recovery codes were shown, or taken away as a file; within :data:`ONCE_IN` once."""
    last = Act.objects.filter(verb="codes.read", object_kind="person", object_id=person.pk)
    if not last.filter(at__gt=at - ONCE_IN, at__lte=at).exists():
        _written("codes.read", actor, person, at)


_TOLD = {
    "factor.set": "factor_set", "factor.remove": "factor_removed", "codes.renew": "codes_renewed", "codes.read": "codes_read",
}  # fmt: skip
"""Verb of the log → what the person is told."""


def _written(verb: str, actor: Actor, person: Person, at: datetime) -> None:
    record(actor=actor, verb=verb, target=person, at=at)
    tell(person, _TOLD[verb], actor=actor, at=at)


@transaction.atomic
def use_step(*, person: Person, step: int) -> bool:
    """The half minute whose code was shown is used up, with all before it. False where it had been: then the code does not count.

    One statement decides, so that of two processes which are shown a code at once one believes it.
    """
    if FactorStep.objects.filter(person=person, step__lt=step).update(step=step):
        return True
    return bool(FactorStep.objects.get_or_create(person=person, defaults={"step": step})[1])
