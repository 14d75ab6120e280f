"""How safely people log in: second factors, passwords that the administrator gave, logins locked after wrong passwords."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum

from luoshi_web.accounts.models import LoginTries, Person


def with_second_factor(people: QuerySet[Person]) -> QuerySet[Any]:
    """With ``second_factor``: whether the person has one besides recovery codes."""
    own = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return people.annotate(second_factor=Exists(own))


def has_second_factor(person: Person) -> bool:
    """Whether somebody's login asks for a second factor."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def people_without_second_factor() -> QuerySet[Person]:
    """Those who can log in with a password alone."""
    own = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return Person.objects.filter(~Exists(own), is_active=True)


def people_with_given_password() -> QuerySet[Person]:
    """Those whose password the administrator knows."""
    return Person.objects.filter(is_active=True, must_change_password=True)


@dataclass(frozen=True, slots=True)
class Lock:
    """A name that is refused from an address, or from all where ``ip_address`` is None: how often it failed, until when."""

    username: str
    ip_address: str | None
    failures: int
    until: datetime


def attempts_locked(*, at: datetime) -> list[Lock]:
    """The locks that hold at a moment of the machine's own clock, by which they are counted; the latest first."""
    pause = timedelta(hours=settings.AXES_COOLOFF_TIME)
    grouped = AccessAttempt.objects.filter(attempt_time__gt=at - pause).order_by()
    rows = grouped.values("username", "ip_address").annotate(
        failures=Sum("failures_since_start"), last=Max("attempt_time")
    )
    locked = rows.filter(failures__gte=settings.AXES_FAILURE_LIMIT).order_by("-last")
    from_one = [
        Lock(row["username"] or "", row["ip_address"], row["failures"], row["last"] + pause) for row in locked
    ]
    slowed = LoginTries.objects.filter(refused_until__gt=at).order_by("-refused_until")
    return from_one + [Lock(row.name, None, row.failures, row.refused_until or at) for row in slowed]


_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ITERATIONS = 20_000


def new_password() -> str:
    """Three groups of four letters and digits that are not mistaken for others: 59 bits by chance, ``k7wm-3xrp-9dhz``."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def hashed(password: str) -> str:
    """A password of :func:`new_password` as it is stored.

    Chance makes it safe, not the cost of hashing: hundreds are brought in at once. The first login hashes it anew at the full cost.
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ITERATIONS)
    return make_password(password)
