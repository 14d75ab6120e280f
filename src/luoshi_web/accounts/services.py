"""Acts on offices, posts and people. One transaction and one act of the log each."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.models import Charge, Holding, Office, OfficeName, Person, Post
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record


@transaction.atomic
def open_office(
    *, actor: Actor, code: str, name: str, short_name: str = "", kind: str = Office.Kind.DEPARTMENT,
    names: tuple[str, ...] = (), order: int = 0, at: datetime,
) -> Office:  # fmt: skip
    """A new office, with the other names that papers use for it. Raises :class:`Refusal` where a name is another office's."""
    for said in (name, *names):
        if Office.objects.filter(name=said).exists() or OfficeName.objects.filter(name=said).exists():
            raise Refusal("name_taken", name=said)
    office = Office.objects.create(code=code, name=name, short_name=short_name, kind=kind, order=order)
    OfficeName.objects.bulk_create(OfficeName(office=office, name=said) for said in names)
    record(actor=actor, verb="office.open", target=office, details={"names": list(names)}, at=at)
    return office


@transaction.atomic
def open_post(
    *, actor: Actor, office: Office, title: str, role: str, clearance: int = 1, order: int = 0, at: datetime
) -> Post:
    """A new post of an office."""
    post = Post.objects.create(office=office, title=title, role=role, clearance=clearance, order=order)
    record(actor=actor, verb="post.open", target=post, details={"role": role, "clearance": clearance}, at=at)
    return post


@transaction.atomic
def put_in_charge(
    *, actor: Actor, post: Post, offices: tuple[Office, ...], since: date, at: datetime
) -> None:
    """From a day on a leader is in charge of these offices; whoever was before is in charge until that day."""
    for office in offices:
        for old in Charge.objects.select_for_update().filter(office=office, until__isnull=True):
            if old.since >= since:
                old.delete()
            else:
                old.until = since
                old.save(update_fields=["until"])
        Charge.objects.create(post=post, office=office, since=since)
    names = [str(office) for office in offices]
    record(
        actor=actor,
        verb="post.change",
        target=post,
        details={"in_charge_of": names, "since": str(since)},
        at=at,
    )


@transaction.atomic
def appoint(*, actor: Actor, person: Person, post: Post, since: date, at: datetime) -> Holding:
    """From a day on a person holds a post. The one before holds it until that day: items stay with the post.

    Raises :class:`Refusal` (``held_since``) where the present holder began on that day or later.
    """
    present = Holding.objects.select_for_update().filter(post=post, until__isnull=True).first()
    if present:
        if present.since >= since:
            raise Refusal("held_since", post=str(post), day=str(present.since))
        present.until = since
        present.save(update_fields=["until"])
    holding = Holding.objects.create(person=person, post=post, since=since)
    details = {"person": str(person), "since": str(since), "before": str(present.person) if present else None}
    record(actor=actor, verb="post.appoint", target=post, details=details, at=at)
    return holding


@transaction.atomic
def vacate(*, actor: Actor, post: Post, until: date, at: datetime) -> None:
    """Nobody holds the post from that day on. Raises :class:`Refusal` (``not_held``) where nobody holds it anyway."""
    present = Holding.objects.select_for_update().filter(post=post, until__isnull=True).first()
    if not present or present.since >= until:
        raise Refusal("not_held", post=str(post))
    present.until = until
    present.save(update_fields=["until"])
    record(actor=actor, verb="post.vacate", target=post, details={"person": str(present.person)}, at=at)


@transaction.atomic
def add_person(
    *, actor: Actor, username: str, name: str, email: str = "", password: str, at: datetime
) -> Person:
    """Somebody who may log in. They can do nothing until they are appointed."""
    if Person.objects.filter(username=username).exists():
        raise Refusal("name_taken", name=username)
    person = Person.objects.create_user(username=username, email=email, password=password, name=name)
    record(actor=actor, verb="person.add", target=person, at=at)
    return person
