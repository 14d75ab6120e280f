"""Acts on offices, posts and people. One transaction and one act of the log each."""

import unicodedata
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi_web.accounts.login_limits import forget
from luoshi_web.accounts.models import Charge, FactorStep, Holding, Office, OfficeName, Person, Post
from luoshi_web.accounts.notices import tell
from luoshi_web.accounts.passwords import remember
from luoshi_web.accounts.second_person import (
    ADMINISTRATORS,
    FIRST_LIST,
    Second,
    appointing_asks,
    changing_asks,
    charging_asks,
    demand_second,
    not_yourself,
    of_secrecy,
    vacating_asks,
)
from luoshi_web.accounts.security import hashed, new_password
from luoshi_web.accounts.selectors import holder
from luoshi_web.accounts.separation import is_administrator, other_roles, together
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
def change_office(
    *, actor: Actor, office: Office, name: str, short_name: str, kind: str, order: int, active: bool, names: tuple[str, ...],
    at: datetime,
) -> None:  # fmt: skip
    """An office as it is now called, and under which other names papers speak of it.

    Raises :class:`Refusal` where a name is another office's (``name_taken``), or where somebody still holds a post of an office that is to be shut (``office_in_use``).
    """
    others = Office.objects.exclude(pk=office.pk)
    for said in (name, *names):
        if (
            others.filter(name=said).exists()
            or OfficeName.objects.exclude(office=office).filter(name=said).exists()
        ):
            raise Refusal("name_taken", name=said)
    if not active and Holding.objects.filter(post__office=office, until__isnull=True).exists():
        raise Refusal("office_in_use", office=office.name)
    before = {"name": office.name, "names": list(office.names.values_list("name", flat=True))}
    office.name, office.short_name, office.kind, office.order, office.active = (
        name,
        short_name,
        kind,
        order,
        active,
    )
    office.save(update_fields=["name", "short_name", "kind", "order", "active"])
    office.names.all().delete()
    OfficeName.objects.bulk_create(OfficeName(office=office, name=said) for said in names)
    after = {"name": name, "names": list(names), "active": active}
    record(
        actor=actor, verb="office.change", target=office, details={"before": before, "after": after}, at=at
    )


@transaction.atomic
def change_post(
    *, actor: Actor, post: Post, title: str, role: str, clearance: int, order: int, active: bool, chief: bool = False,
    second: Second | None = None, at: datetime,
) -> None:  # fmt: skip
    """A post's title, role, clearance; or its end, which is refused while somebody holds it (``post_in_use``).

    ``chief``: it heads the government itself; refused for another role than a leader's (``chief_leads``). More secrecy asks for a second person, and
    nobody makes their own post more.
    """
    _may_be_chief(role, chief)
    demand_second(actor, second, changing_asks(post, role, clearance))
    if role != post.role or clearance > post.clearance or (chief and not post.chief):
        held = holder(post, at=timezone.localdate(at))
        not_yourself(actor, second, held)
        if held is not None and role != post.role:
            _three_apart(held, role, at)
    if Post.objects.filter(office=post.office, title=title).exclude(pk=post.pk).exists():
        raise Refusal("name_taken", name=title)
    if not active and Holding.objects.filter(post=post, until__isnull=True).exists():
        raise Refusal("post_in_use", post=str(post))
    after = {
        "title": title,
        "role": role,
        "clearance": clearance,
        "order": order,
        "active": active,
        "chief": chief,
    }
    before = {name: getattr(post, name) for name in after}
    for name, value in after.items():
        setattr(post, name, value)
    post.save(update_fields=list(after))
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(actor=actor, verb="post.change", target=post, details=changed | _said(second), at=at)


@transaction.atomic
def open_post(
    *, actor: Actor, office: Office, title: str, role: str, clearance: int = 1, order: int = 0, chief: bool = False,
    second: Second | None = None, at: datetime,
) -> Post:  # fmt: skip
    """A new post of an office. Raises :class:`Refusal`: ``name_taken`` where the office has one of that title, ``chief_leads``, ``second_person``."""
    _may_be_chief(role, chief)
    demand_second(actor, second, of_secrecy(role, clearance))
    if Post.objects.filter(office=office, title=title).exists():
        raise Refusal("name_taken", name=title)
    post = Post.objects.create(
        office=office, title=title, role=role, clearance=clearance, order=order, chief=chief
    )
    details = {"role": role, "clearance": clearance} | ({"chief": True} if chief else {})
    record(actor=actor, verb="post.open", target=post, details=details | _said(second), at=at)
    return post


def login_asks(person: Person, actor: Actor, at: datetime) -> bool:
    """Whether an act on a person's login asks for two: one of the administrators', unless there are not three of them."""
    return not actor.unsecured and is_administrator(person, at=timezone.localdate(at))


def _said(second: Second | None) -> dict[str, str]:
    return second.said() if second else {}


def _three_apart(person: Person, role: str, at: datetime) -> None:
    if role not in ADMINISTRATORS:
        return
    roles = other_roles(person, role, at=timezone.localdate(at))
    if roles and not together(roles | {role}):
        raise Refusal("three_apart", person=str(person))


def _may_be_chief(role: str, chief: bool) -> None:
    if chief and role != "leader":
        raise Refusal("chief_leads")


@transaction.atomic
def put_in_charge(
    *,
    actor: Actor,
    post: Post,
    offices: tuple[Office, ...],
    since: date,
    second: Second | None = None,
    at: datetime,
) -> None:
    """From a day on a leader is in charge of these offices; whoever was before is in charge until that day, and who came later not at all.

    Raises :class:`Refusal` for an earlier day than today without a second person (``second_person``), or for one's own post (``not_yourself``).
    """
    today = timezone.localdate(at)
    if charging_asks(since, today):
        demand_second(actor, second, True)
        not_yourself(actor, second, holder(post, at=today))
    after = Q(until__isnull=True) | Q(until__gt=since)
    for office in offices:
        for old in Charge.objects.select_for_update().filter(office=office).filter(after):
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
        details={"in_charge_of": names, "since": str(since)} | _said(second),
        at=at,
    )


@transaction.atomic
def appoint(
    *, actor: Actor, person: Person, post: Post, since: date, second: Second | None = None, at: datetime
) -> Holding:
    """From a day on a person holds a post. The one before holds it until that day: items stay with the post.

    Raises :class:`Refusal` where the present holder began on that day or later (``held_since``); for a post of secrecy or an earlier day without
    a second person (``second_person``); for oneself (``not_yourself``); for an administrator who is another already (``three_apart``) or whose
    password is known to two (``own_password_first``).
    """
    demand_second(actor, second, appointing_asks(post, since, timezone.localdate(at)))
    not_yourself(actor, second, person)
    _three_apart(person, post.role, at)
    known_to_two = person.must_change_password and not actor.is_machine and second is not FIRST_LIST
    if post.role in ADMINISTRATORS and known_to_two:
        raise Refusal("own_password_first", person=str(person))
    present = Holding.objects.select_for_update().filter(post=post, until__isnull=True).first()
    if present:
        if present.since >= since:
            raise Refusal("held_since", post=str(post), day=str(present.since))
        present.until = since
        present.save(update_fields=["until"])
    holding = Holding.objects.create(person=person, post=post, since=since)
    details = {"person": str(person), "since": str(since), "before": str(present.person) if present else None}
    record(actor=actor, verb="post.appoint", target=post, details=details | _said(second), at=at)
    return holding


@transaction.atomic
def vacate(*, actor: Actor, post: Post, until: date, second: Second | None = None, at: datetime) -> None:
    """Nobody holds the post from that day on. Raises :class:`Refusal` (``not_held``) where nobody holds it anyway, ``second_person`` for an
    administrator's post or an earlier day.
    """
    demand_second(actor, second, vacating_asks(post, until, timezone.localdate(at)))
    present = Holding.objects.select_for_update().filter(post=post, until__isnull=True).first()
    if not present or present.since >= until:
        raise Refusal("not_held", post=str(post))
    present.until = until
    present.save(update_fields=["until"])
    record(
        actor=actor,
        verb="post.vacate",
        target=post,
        details={"person": str(present.person)} | _said(second),
        at=at,
    )


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    username: str,
    name: str,
    email: str = "",
    phone: str = "",
    password: str | None = None,
    at: datetime,
) -> tuple[Person, str]:
    """Somebody who may log in, and the password. They can do nothing until they are appointed.

    Without ``password`` one is made; it is told once, and the first login has to change it. Names that differ by case or width are one name.
    """
    username = unicodedata.normalize("NFKC", username)
    if Person.objects.filter(username__iexact=username).exists():
        raise Refusal("name_taken", name=username)
    given = password or new_password()
    person = Person(
        username=username, email=email, phone=phone, name=name, must_change_password=password is None
    )
    if password is None:
        person.password = hashed(given)
    else:
        person.set_password(given)
    person.save()
    record(actor=actor, verb="person.add", target=person, details={"username": username}, at=at)
    return person, given


@transaction.atomic
def change_person(
    *, actor: Actor, person: Person, name: str, email: str, phone: str = "", active: bool, at: datetime
) -> None:
    """Another name or address, or no more logging in. Nobody shuts themselves out (``not_yours``)."""
    if not active and person.pk == actor.person_id:
        raise Refusal("not_yours")
    if not active and person.is_active and is_administrator(person, at=timezone.localdate(at)):
        raise Refusal("end_holding_first", person=str(person))
    before = {"name": person.name, "email": person.email, "phone": person.phone, "active": person.is_active}
    person.name, person.email, person.phone, person.is_active = name, email, phone, active
    person.save(update_fields=["name", "email", "phone", "is_active"])
    after = {"name": name, "email": email, "phone": phone, "active": active}
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    record(actor=actor, verb="person.change", target=person, details=changed, at=at)


@transaction.atomic
def give_password(*, actor: Actor, person: Person, second: Second | None = None, at: datetime) -> str:
    """A new password, told once; every session of the person ends, and the next login has to change it.

    Of one of the three administrators by two (``second_person``): whoever gave it alone could act as the other.
    """
    demand_second(actor, second, login_asks(person, actor, at))
    given = new_password()
    person.password, person.must_change_password = hashed(given), True
    person.save(update_fields=["password", "must_change_password"])
    record(
        actor=actor, verb="person.change", target=person, details={"password": "given"} | _said(second), at=at
    )
    tell(person, "password_given", actor=actor, at=at)
    return given


@transaction.atomic
def password_chosen(*, actor: Actor, person: Person, at: datetime) -> None:
    """The person has chosen a password that nobody else knows."""
    person.must_change_password, person.password_since = False, at
    person.save(update_fields=["must_change_password", "password_since"])
    remember(person, at=at)
    record(actor=actor, verb="person.change", target=person, details={"password": "chosen"}, at=at)
    tell(person, "password_chosen", actor=actor, at=at)


@transaction.atomic
def known_by_provider(*, actor: Actor, person: Person, provider: str, at: datetime) -> None:
    """The identity provider has said for the first time who this is. A password that the administrator knows is then good for nothing."""
    if person.must_change_password:
        person.set_unusable_password()
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])
    record(actor=actor, verb="person.change", target=person, details={"single_sign_on": provider}, at=at)


@transaction.atomic
def take_second_factor(*, actor: Actor, person: Person, second: Second | None = None, at: datetime) -> None:
    """Whoever lost the telephone logs in by password alone, and sets up another. Raises :class:`Refusal` where there is none; as :func:`give_password`."""
    demand_second(actor, second, login_asks(person, actor, at))
    if not Authenticator.objects.filter(user=person).delete()[0]:
        raise Refusal("no_second_factor", person=str(person))
    FactorStep.objects.filter(person=person).delete()
    record(
        actor=actor,
        verb="factor.remove",
        target=person,
        details={"by": "administrator"} | _said(second),
        at=at,
    )
    tell(person, "factor_taken", actor=actor, at=at)


@transaction.atomic
def lift_lock(*, actor: Actor, username: str, ip_address: str | None, at: datetime) -> None:
    """A name can be tried again before its time: from an address, or from all of them (None). Raises :class:`Refusal` where nothing is locked."""
    failed = AccessAttempt.objects.filter(username=username, ip_address=ip_address).delete()[0]
    if ip_address is None:
        failed += forget(username)
    if not failed:
        raise Refusal("not_locked", name=username)
    details = {"address": ip_address or ""}
    person = Person.objects.filter(username=username).first()
    record(actor=actor, verb="login.unlock", target=person, details=details | {"username": username}, at=at)
