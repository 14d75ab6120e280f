"""What a page of the permission table is about, by the name in its column ``thing``: ``item:active``, ``claimed:verified:secret``, ``plan``.

Every thing is there: made by the services, by the year's rules, before anybody asks for it. Behind the name stand, in any order:

- ``internal``, ``confidential``, ``secret``: the item's secrecy; without a word it is open.
- ``uncleared``: every post's clearance has been lowered to internal.
- ``successor``, ``predecessor``: all posts have new holders since today; who asks is the new one, or the one before.
- ``moved``: the lead office is in the charge of the other leader since today; the item still names the first.
"""

from collections.abc import Callable

from luoshi_web.accounts.models import Person, Post
from luoshi_web.accounts.services import appoint, put_in_charge
from luoshi_web.audit.actor import MACHINE
from luoshi_web.registers.models import Matter
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.urging.rules import ladder_on
from tests.web.conftest import NOW, TODAY, District
from tests.web.permissions import (
    of_appraisal,
    of_cases,
    of_decisions,
    of_documents,
    of_findings,
    of_items,
    of_origins,
    of_others,
    of_projects,
    of_registers,
    of_releases,
    of_reports,
    of_sayings,
)
from tests.web.permissions.made import Ground, Made, MakeItem

SECRECY = {"internal": 1, "confidential": 2, "secret": 3}
THINGS: dict[str, Callable[..., Made]] = (
    of_items.THINGS
    | of_reports.THINGS
    | of_appraisal.THINGS
    | of_others.THINGS
    | of_origins.THINGS
    | of_releases.THINGS
    | of_cases.THINGS
    | of_projects.THINGS
    | of_findings.THINGS
    | of_decisions.THINGS
    | of_documents.THINGS
    | of_registers.THINGS
    | of_sayings.THINGS
)


def make(name: str, district: District, make_item: MakeItem) -> Made:
    """The thing of a name. Raises :class:`KeyError` for a name that no maker has."""
    ladder_on(TODAY)
    kind, *how = name.split(":")
    ground = Ground(district, make_item)
    made = THINGS[kind](ground, *(word for word in how if word not in SECRECY and word not in _AFTER))
    for word in how:
        if word in SECRECY:
            matter = getattr(made.thing, "matter", None)
            assert made.item is not None or matter is not None, f"{name}: nothing of it has a secrecy"
            if made.item is not None:
                Item.objects.filter(pk=made.item.pk).update(secrecy=SECRECY[word])
            else:
                Matter.objects.filter(pk=matter.pk).update(secrecy=SECRECY[word])
        elif word in _AFTER:
            _AFTER[word](ground, made)
    return made


def _uncleared(ground: Ground, made: Made) -> None:
    Post.objects.filter(clearance__gt=1).update(clearance=1)


def _successor(ground: Ground, made: Made) -> None:
    _successors(ground)


def _predecessor(ground: Ground, made: Made) -> None:
    made.whose = dict(ground.district.people)
    _successors(ground)


def _successors(ground: Ground) -> None:
    """Somebody else in every post. From now on the district's people are they."""
    district = ground.district
    for key, post in district.posts.items():
        person = Person.objects.create_user(username=f"new.{key}", name=f"新任{post.title}")
        appoint(actor=MACHINE, person=person, post=post, since=TODAY, at=NOW)
        district.people[key] = person


def _moved(ground: Ground, made: Made) -> None:
    district = ground.district
    put_in_charge(
        actor=district.actor("administrator"), post=district.posts["leader2"], offices=(district.offices["发改局"],), since=TODAY,
        at=NOW,
    )  # fmt: skip


_AFTER: dict[str, Callable[[Ground, Made], None]] = {
    "uncleared": _uncleared,
    "successor": _successor,
    "predecessor": _predecessor,
    "moved": _moved,
}
