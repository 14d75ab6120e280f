"""三员分立: whether system, security and audit administrator are three people, and how an installation says that they are not.

Until somebody holds a post of the security administrator, the system administrator has those acts too (so an installation from before there was the
role works on), and the pages of the administrators say so.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from luoshi_web.accounts.models import Person, Role
from luoshi_web.accounts.second_person import ADMINISTRATORS
from luoshi_web.accounts.selectors import holdings_on


@dataclass(frozen=True, slots=True)
class Separation:
    """``holders`` of each role; ``missing`` roles; ``doubled``: people who hold two, allowed by the settings or not; ``why``: what the settings say."""

    holders: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    doubled: tuple[tuple[str, tuple[str, ...], bool], ...]
    why: str

    @property
    def holds(self) -> bool:
        """Three roles, three people."""
        return not self.missing and not self.doubled

    @property
    def wanting(self) -> tuple[str, ...]:
        """Roles that nobody holds, without those of which the installation's settings own up to it."""
        owned = set(settings.ADMINISTRATORS_TOGETHER) if self.why else set()
        return tuple(role for role in self.missing if role not in owned)

    @property
    def undue(self) -> int:
        """How many people hold two of the roles without the settings saying so."""
        return sum(not allowed for _person, _roles, allowed in self.doubled)

    @property
    def agreed(self) -> bool:
        """It holds, or every deviation is one that the installation's settings own up to."""
        return not self.wanting and not self.undue


def separation(*, at: date) -> Separation:
    """How it stands on a day. One query."""
    held = holdings_on(at).filter(post__role__in=ADMINISTRATORS, post__active=True, person__is_active=True)
    by_role: dict[str, list[str]] = {role.value: [] for role in ADMINISTRATORS}
    by_person: dict[int, tuple[str, set[str]]] = {}
    for holding in held.select_related("person", "post"):
        by_role[holding.post.role].append(str(holding.person))
        by_person.setdefault(holding.person_id, (str(holding.person), set()))[1].add(holding.post.role)
    doubled = tuple(
        (name, tuple(sorted(roles)), together(roles)) for name, roles in by_person.values() if len(roles) > 1
    )
    return Separation(
        holders={role: tuple(names) for role, names in by_role.items()},
        missing=tuple(role for role, names in by_role.items() if not names),
        doubled=doubled,
        why=settings.ADMINISTRATORS_WHY,
    )


def together(roles: set[str]) -> bool:
    """Whether the settings say that one person may hold these."""
    return bool(settings.ADMINISTRATORS_WHY) and roles <= set(settings.ADMINISTRATORS_TOGETHER)


def other_roles(person: Person, role: str, *, at: date) -> set[str]:
    """The administrators' roles, besides one, that a person holds on a day or will hold."""
    held = person.holdings.filter(post__role__in=ADMINISTRATORS).exclude(post__role=role)
    roles: dict[bool, set[str]] = defaultdict(set)
    for holding in held.select_related("post"):
        roles[holding.until is None or holding.until > at].add(holding.post.role)
    return roles[True]


def is_administrator(person: Person, *, at: date) -> bool:
    """Whether somebody is one of the three on a day."""
    return holdings_on(at).filter(person=person, post__role__in=ADMINISTRATORS).exists()


def has_security(*, at: date) -> bool:
    """Whether somebody is security administrator on a day."""
    return holdings_on(at).filter(post__role=Role.SECURITY, post__active=True).exists()
