"""Bringing in a list of offices, posts and people: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Holding, Office, OfficeName, Person, Post
from luoshi_web.accounts.roster import Entry, Roster, There, codes_by_name, read
from luoshi_web.accounts.second_person import ADMINISTRATORS, FIRST_LIST, Second, of_secrecy
from luoshi_web.accounts.services import add_person, appoint, open_office, open_post, put_in_charge
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record


def what_is_there() -> There:
    """The offices, posts and people that a list is held against."""
    offices = list(Office.objects.values_list("code", "name", "short_name"))
    by_name = {name: code for code, name, _ in offices}
    by_name |= dict(OfficeName.objects.values_list("name", "office__code"))
    chief = Post.objects.filter(chief=True, active=True).select_related("office").first()
    return There(
        chief=str(chief or ""),
        office_names={code: name for code, name, _ in offices},
        codes_by_name=by_name,
        posts=set(Post.objects.values_list("office__code", "title")),
        people=dict(Person.objects.values_list("username", "name")),
    )


def look_at(text: str) -> Roster:
    """The list and its faults; nothing is changed."""
    return read(text, what_is_there())


def is_first() -> bool:
    """Whether nobody but administrators has ever held a post."""
    return not Holding.objects.exclude(post__role__in=ADMINISTRATORS).exists()


def list_asks(roster: Roster, today: date) -> bool:
    """Whether a list has to be confirmed by a second person: a post of secrecy, or somebody since an earlier day; not the first list."""
    return any(line_asks(entry, today) for entry in roster.entries) and not is_first()


def line_asks(entry: Entry, today: date) -> bool:
    """Whether a line of a list asks for a second person."""
    return of_secrecy(entry.role, entry.clearance) or (entry.since is not None and entry.since < today)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who can log in from now on, with the password that is told once."""

    name: str
    username: str
    password: str


@transaction.atomic
def bring_in(*, actor: Actor, text: str, second: Second | None = None, at: datetime) -> list[Newcomer]:
    """Open every office and post, add and appoint every person of the list: each an act of the log, then one for the whole.

    Raises :class:`Refusal` (``list_has_faults``) where there is a single fault: then nothing is brought in; ``second_person`` where a line asks for one
    (:func:`list_asks`).
    """
    if second is None and is_first():
        second = FIRST_LIST
    there = what_is_there()
    roster = read(text, there)
    if roster.faults:
        raise Refusal("list_has_faults")
    offices = {office.code: office for office in Office.objects.all()}
    people = {person.username: person for person in Person.objects.all()}
    newcomers, leaders = [], []
    for order, entry in enumerate(roster.entries):
        office = offices.get(entry.code)
        if office is None:
            office = offices[entry.code] = open_office(
                actor=actor, code=entry.code, name=entry.office, short_name=entry.short, kind=entry.kind, names=entry.names,
                order=len(offices), at=at,
            )  # fmt: skip
        post = open_post(
            actor=actor, office=office, title=entry.title, role=entry.role, clearance=entry.clearance, order=order,
            chief=entry.chief, second=second, at=at,
        )  # fmt: skip
        if entry.charges:
            leaders.append((post, entry))
        if entry.since is None:
            continue
        if entry.username not in people:
            person, password = add_person(
                actor=actor,
                username=entry.username,
                name=entry.person,
                email=entry.email,
                phone=entry.phone,
                at=at,
            )
            people[entry.username] = person
            newcomers.append(Newcomer(entry.person, entry.username, password))
        appoint(
            actor=actor, person=people[entry.username], post=post, since=entry.since, second=second, at=at
        )
    _put_in_charge(actor, leaders, codes_by_name(roster.entries, there), offices, second, at)
    details: dict[str, Any] = {
        "posts": len(roster.entries),
        "offices": roster.offices,
        "people": len(newcomers),
    }
    details |= second.said() if second else {}
    record(actor=actor, verb="roster.bring_in", details=details, at=at)
    return newcomers


def _put_in_charge(
    actor: Actor, leaders: Sequence[tuple[Post, Entry]], codes: Mapping[str, str], offices: Mapping[str, Office], second: Second | None,
    at: datetime,
) -> None:  # fmt: skip
    """Last, when every office of the list is there, in whatever order its lines stand."""
    for post, entry in leaders:
        charged = tuple(offices[codes[name]] for name in entry.charges)
        since = entry.since or timezone.localdate(at)
        put_in_charge(actor=actor, post=post, offices=charged, since=since, second=second, at=at)
