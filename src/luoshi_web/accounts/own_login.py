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
    record(actor=actor, verb="factor.set", target=person, at=at)
    tell(person, "factor_set", actor=actor, at=at)


@transaction.atomic
def factor_removed(*, actor: Actor, person: Person, at: datetime) -> None:
    """It was taken away by the person, with the recovery codes."""
    FactorStep.objects.filter(person=person).delete()
    record(actor=actor, verb="factor.remove", target=person, at=at)
    tell(person, "factor_removed", actor=actor, at=at)


@transaction.atomic
def codes_renewed(*, actor: Actor, person: Person, at: datetime) -> None:
    """New recovery codes stand in the place of the old."""
    record(actor=actor, verb="codes.renew", target=person, at=at)
    tell(person, "codes_renewed", actor=actor, at=at)


@transaction.atomic
def codes_read(*, actor: Actor, person: Person, at: datetime) -> None:
    """Recovery codes were shown, or taken away as a file; within :data:`ONCE_IN` once."""
    last = Act.objects.filter(verb="codes.read", object_kind="person", object_id=person.pk)
    if not last.filter(at__gt=at - ONCE_IN, at__lte=at).exists():
        record(actor=actor, verb="codes.read", target=person, at=at)
        tell(person, "codes_read", actor=actor, at=at)


@transaction.atomic
def use_step(*, person: Person, step: int) -> bool:
    """The half minute whose code was shown is used up, with all before it. False where it had been: then the code does not count.

    One statement decides, so that of two processes which are shown a code at once one believes it.
    """
    if FactorStep.objects.filter(person=person, step__lt=step).update(step=step):
        return True
    return bool(FactorStep.objects.get_or_create(person=person, defaults={"step": step})[1])
