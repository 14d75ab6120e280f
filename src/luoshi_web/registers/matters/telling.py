"""Who hears what of a matter, through the office's messages: the unit that handles it, the office that keeps its register, the leader in charge.

Nobody is told of what they did themselves, nor of a matter above their clearance. A title stands only in lines of what is at most internal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from luoshi_web.accounts.models import Holding, Secrecy
from luoshi_web.accounts.selectors import holdings_on, leaders_in_charge
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.desks import holders
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import channels_of, gather_all
from luoshi_web.supervision.urging.ladder import read_terms
from luoshi_web.supervision.urging.letters import send_letters
from luoshi_web.supervision.urging.rules import ladder_on

UNIT = ("officer", "head")
MOST = 100
"""Lines that a block of acts tells one person; the list of the register has them all."""
Line = Mapping[str, str]


def line_of(matter: Matter, code: str, **facts: str) -> Line:
    """What a message keeps of a matter."""
    line = {
        "register": matter.register,
        "matter": str(matter.pk),
        "number": matter.number,
        "code": code,
        **facts,
    }
    return line | ({"title": matter.title} if matter.secrecy <= Secrecy.INTERNAL else {})


def tell_unit(
    matter: Matter, code: str, *, office: int | None = None, roles: Sequence[str] = UNIT, by: Actor, at: datetime, **facts: str
) -> None:  # fmt: skip
    """The officers and the head of the unit that handles it, or of ``office``. Called in the transaction of the act."""
    office = office or matter.office_id
    if office is not None:
        held = holdings_on(timezone.localdate(at)).filter(
            post__active=True, post__role__in=roles, post__office=office
        )
        _tell(held, matter, code, by, at, facts)


def tell_keeper(
    matter: Matter, code: str, *, part: str = Desk.Part.KEEP, by: Actor, at: datetime, **facts: str
) -> None:
    """Whoever keeps the register on that day, or does another ``part`` of it."""
    _tell(holders(matter.register, part, on=timezone.localdate(at)), matter, code, by, at, facts)


def tell_leader(matter: Matter, code: str, *, by: Actor, at: datetime, **facts: str) -> None:
    """The leader in charge of the unit; where nobody is, the head of the government."""
    day = timezone.localdate(at)
    held = holdings_on(day).filter(post__active=True, post__role="leader")
    post = leaders_in_charge(at=day).get(matter.office_id) if matter.office_id is not None else None
    _tell(
        held.filter(post=post) if post is not None else held.filter(post__chief=True),
        matter,
        code,
        by,
        at,
        facts,
    )


def _tell(
    held: QuerySet[Holding], matter: Matter, code: str, by: Actor, at: datetime, facts: Mapping[str, str]
) -> None:
    line = line_of(matter, code, **facts)
    together = _TOGETHER.get()
    if together is not None:
        together.append((held, matter.secrecy, by, line))
        return
    put(((one, [line]) for one in _hearing(held, matter.secrecy, by)), day=timezone.localdate(at), at=at)


def _hearing(held: QuerySet[Holding], secrecy: int, by: Actor) -> list[Holding]:
    return each_once(held.filter(post__clearance__gte=secrecy).exclude(person=by.person_id))


_Waiting = list[tuple[QuerySet[Holding], int, Actor, Line]]
_TOGETHER: ContextVar[_Waiting | None] = ContextVar("lines told together", default=None)


@contextmanager
def told_together(*, at: datetime) -> Iterator[None]:
    """What the acts of a block tell is put into each person's message at its end: of 400 matters one message a person, not 400 times the same one.

    Where the block is left by an error nobody hears anything.
    """
    waiting: _Waiting = []
    token = _TOGETHER.set(waiting)
    try:
        yield
    finally:
        _TOGETHER.reset(token)
    known: dict[tuple[str, int, int | None], list[Holding]] = {}
    lines: dict[int, tuple[Holding, list[Line]]] = {}
    for held, secrecy, by, line in waiting:
        key = (str(held.query), secrecy, by.person_id)
        if key not in known:
            known[key] = _hearing(held, secrecy, by)
        for one in known[key]:
            lines.setdefault(one.person_id, (one, []))[1].append(line)
    put(((one, _shortened(told)) for one, told in lines.values()), day=timezone.localdate(at), at=at)


def _shortened(lines: Sequence[Line]) -> list[Line]:
    """The first lines, and how many more there are."""
    more = {"register": lines[0]["register"], "number": "…", "code": "more", "count": str(len(lines) - MOST), "left": ""}  # fmt: skip
    return [*lines[:MOST], *([more] if len(lines) > MOST else [])]


def each_once(held: QuerySet[Holding]) -> list[Holding]:
    """One holding a person."""
    found: dict[int, Holding] = {}
    for one in held.select_related("person", "post").order_by("person", "pk"):
        found.setdefault(one.person_id, one)
    return list(found.values())


def put(told: Iterable[tuple[Holding, Sequence[Line]]], *, day: date, at: datetime) -> int:
    """Into each person's message of the day, by every channel that reaches them. Returns how many people were told."""
    a_day, count, letters = None, 0, False
    for held, lines in told:
        if a_day is None:
            a_day = read_terms(ladder_on(day).terms).a_day
        with transaction.atomic():
            due = {
                channel: gather_all(
                    held, Message.Kind.MATTERS, lines, channel=channel, a_day=a_day, day=day, at=at
                )
                for channel in channels_of(held.person)
            }
        letters = letters or due.get(Message.Channel.EMAIL) == day
        count += 1
    if letters:
        send_letters.enqueue()
    return count
