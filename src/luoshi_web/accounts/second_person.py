"""Which acts on posts and logins ask for a second person, and who may be it. Persons are compared, not posts.

A post of secrecy reads what one person alone must not be able to open to anybody; an appointment to an earlier day changes who is said to have answered for
a past one; and none of the three administrators (三员分立) puts another in or out of their post alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from luoshi_web.accounts.models.post import Post, Role, Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal

if TYPE_CHECKING:
    from luoshi_web.accounts.models import Person

ADMINISTRATORS = (Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR)
"""系统管理员, 安全管理员, 审计管理员: three people (GB/T 22239-2019, 8.1.5)."""
SECRET_FROM = Secrecy.CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class Second:
    """Who proposed what another now does. ``why`` where it was done without: the first list of an empty installation."""

    person_id: int
    person: str
    why: str = ""

    def said(self) -> dict[str, str]:
        """For the details of the act."""
        return {"without_second": self.why} if self.why else {"proposed_by": self.person}


FIRST_LIST = Second(0, "", "first_list")
"""Nobody but administrators holds a post yet: there is nobody to ask, and nothing to be read."""


def of_secrecy(role: str, clearance: int) -> bool:
    """Whether a post of this kind is opened, and filled, by two."""
    return clearance >= SECRET_FROM or role in ADMINISTRATORS


def changing_asks(post: Post, role: str, clearance: int) -> bool:
    """More secrecy, another role with secrecy, and every change of role into or out of an administrator's."""
    raised = clearance > post.clearance and clearance >= SECRET_FROM
    moved = role != post.role and (of_secrecy(post.role, clearance) or of_secrecy(role, clearance))
    return raised or moved


def appointing_asks(post: Post, since: date, today: date) -> bool:
    """A post of secrecy, or an earlier day than today."""
    return since < today or of_secrecy(post.role, post.clearance)


def vacating_asks(post: Post, until: date, today: date) -> bool:
    """An administrator's post, or an earlier day than today."""
    return until < today or post.role in ADMINISTRATORS


def charging_asks(since: date, today: date) -> bool:
    """An earlier day than today: who was in charge answers for what was decided then."""
    return since < today


def demand_second(actor: Actor, second: Second | None, asked: bool) -> None:
    """Raise :class:`Refusal` (``second_person``) where one is asked for and there is none, or it is the same person.

    What a command on the server does (the machine's actor) is the operator's, who has the database anyway.
    """
    if not asked or actor.is_machine:
        return
    if second is None or second.person_id == actor.person_id:
        raise Refusal("second_person")


def not_yourself(actor: Actor, second: Second | None, person: "Person | None") -> None:
    """Nobody puts themselves into a post, nor makes their own post more: neither who proposes nor who confirms (``not_yourself``)."""
    if person is not None and person.pk in {actor.person_id, second.person_id if second else 0}:
        raise Refusal("not_yourself")
