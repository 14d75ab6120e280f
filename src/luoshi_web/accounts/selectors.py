"""Questions about posts, each at a date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from luoshi_web.accounts.models import Charge, Holding, Office, OfficeName, Person, Post
from luoshi_web.audit.actor import Actor


def holdings_on(day: date) -> QuerySet[Holding]:
    """Who holds what on a day."""
    return Holding.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


def holder(post: Post, *, at: date) -> Person | None:
    """Who holds a post on a day, None while it is vacant."""
    held = holdings_on(at).filter(post=post).select_related("person").first()
    return held.person if held else None


def posts_held(person: Person, *, at: date) -> QuerySet[Post]:
    """The active posts that a person holds on a day, in the order of offices."""
    held = holdings_on(at).filter(person=person, post__active=True, post__office__active=True)
    return Post.objects.filter(pk__in=held.values("post")).select_related("office")


def posts_of(person: Person, *, at: date) -> list[Post]:
    """… as a list."""
    return list(posts_held(person, at=at))


def posts_to_act_from(person: Person, *, at: date, **also: Any) -> list[tuple[Any, frozenset[int]]]:
    """The posts that a person holds on a day, each with the offices that its holder is in charge of (分管): one query, which every page asks. ``also``
    is asked along with it."""
    in_force = Q(charges__since__lte=at) & (Q(charges__until__isnull=True) | Q(charges__until__gt=at))
    charged = FilteredRelation("charges", condition=in_force)
    rows = posts_held(person, at=at).annotate(in_force=charged, charged=F("in_force__office"), **also)
    posts: dict[int, Any] = {}
    offices: dict[int, set[int]] = {}
    for post in rows:
        posts.setdefault(post.pk, post)
        offices.setdefault(post.pk, set()).update(() if post.charged is None else (post.charged,))
    return [(post, frozenset(offices[key])) for key, post in posts.items()]


def secured_on(day: date) -> Exists:
    """Whether somebody holds a post of the security administrator on a day, to be asked along with something else."""
    return Exists(holdings_on(day).filter(post__role="security", post__active=True))


def actor_for(
    person: Person, post: Post, *, at: date, secured: bool | None = None, charged: Iterable[int] | None = None
) -> Actor:
    """The person as acting from a post on a day. What is not given is asked for: of a leader the offices that he is in charge of (``charged``), of an
    administrator or auditor whether there is a security administrator (``secured``).
    """
    if secured is None and post.role in {"administrator", "auditor"}:
        secured = holdings_on(at).filter(post__role="security", post__active=True).exists()
    if post.role != "leader":
        charged = ()
    elif charged is None:
        in_force = Charge.objects.filter(post=post, since__lte=at)
        charged = in_force.filter(Q(until__isnull=True) | Q(until__gt=at)).values_list("office_id", flat=True)
    return Actor(
        person_id=person.pk,
        person=str(person),
        post_id=post.pk,
        post=post.title,
        office_id=post.office_id,
        office=str(post.office),
        role=post.role,
        clearance=post.clearance,
        offices=frozenset(charged),
        chief=post.chief,
        unsecured=post.role in {"administrator", "auditor"} and not secured,
        on=at,
    )


def leader_in_charge(office: Office, *, at: date) -> Post | None:
    """The post whose holder is in charge of an office (分管领导) on a day."""
    charged = Charge.objects.filter(office=office, since__lte=at, post__active=True)
    found = charged.filter(Q(until__isnull=True) | Q(until__gt=at)).select_related("post__office").first()
    return found.post if found else None


def leaders_in_charge(*, at: date) -> dict[int, Post]:
    """The post in charge of each office on a day, by the office's key: :func:`leader_in_charge` of all in one query."""
    charged = Charge.objects.filter(since__lte=at, post__active=True).filter(
        Q(until__isnull=True) | Q(until__gt=at)
    )
    found: dict[int, Post] = {}
    for charge in charged.select_related("post__office").order_by("pk"):
        found.setdefault(charge.office_id, charge.post)
    return found


def head_posts() -> dict[int, Post]:
    """The first post of each active office whose holder heads it: what an item of that office is held by."""
    found: dict[int, Post] = {}
    for post in Post.objects.filter(role="head", active=True, office__active=True).select_related("office"):
        found.setdefault(post.office_id, post)
    return found


def vacant_posts(*, at: date) -> QuerySet[Post]:
    """Active posts that nobody holds on a day."""
    held = holdings_on(at).filter(post=OuterRef("pk"))
    return Post.objects.filter(~Exists(held), active=True, office__active=True).select_related("office")


def offices_without_leader(*, at: date) -> QuerySet[Office]:
    """Active departments, towns, parks and companies that no leader is in charge of on a day."""
    charged = Charge.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at), office=OuterRef("pk"), since__lte=at
    )
    governed = Office.objects.filter(active=True).exclude(kind=Office.Kind.GOVERNMENT)
    return governed.filter(~Exists(charged))


def offices_by_name() -> dict[str, Office]:
    """Every name of every active office: full, short, and those that papers use."""
    named: dict[str, Office] = {}
    for office in Office.objects.filter(active=True):
        named[office.name] = office
        if office.short_name:
            named.setdefault(office.short_name, office)
    for other in OfficeName.objects.filter(office__active=True).select_related("office"):
        named.setdefault(other.name, other.office)
    return named
