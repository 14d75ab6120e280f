"""At night: who has a limit that ends in 5 or 2 working days or today, and what ended tonight. One message a person; told once, however often it runs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import Q

from luoshi_web.accounts.models import Holding
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.registers.engine.clocks import Lapse, clocks
from luoshi_web.registers.matters.awaited import BACK, waiting
from luoshi_web.registers.matters.desks import holders
from luoshi_web.registers.matters.lapses import KEEPERS, lapse_of, sentence_code
from luoshi_web.registers.matters.models import Clock, Desk, Matter
from luoshi_web.registers.matters.telling import UNIT, Line, each_once, line_of, put
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.days import is_working_day, working_days
from luoshi_web.supervision.urging.gathered import lines_of

NEAR = (5, 2)
"""Working days before the last one on which it is told, besides the last day itself: start values of ours."""
MOST = 100
"""Lines of a night in one person's message; the list of the register has them all."""
_AHEAD = 40


def tell_night(day: date, *, at: datetime) -> int:
    """Tell units and keepers. Returns how many people were told something new. Run again it tells nobody twice."""
    people: dict[int, Holding] = {}
    lines: defaultdict[int, list[tuple[tuple[str, ...], Line]]] = defaultdict(list)
    units, keepers = _units(day), _Keepers(day)
    for matter, line, office in chain(_of_clocks(day), _of_days(day)):
        for held in keepers.of(matter) if office is None else units.get(office, ()):
            if held.post.clearance >= matter.secrecy:
                people[held.person_id] = held
                lines[held.person_id].append((_key(line), line))
    known = _known(people, day)
    new = {
        key: [line for of, line in mine if (key, of) not in known]
        for key, mine in lines.items()
        if (key, ("", "more", day.isoformat())) not in known
    }
    return put(((people[key], _most(mine, day)) for key, mine in sorted(new.items()) if mine), day=day, at=at)


_Told = tuple[Matter, Line, int | None]
"""Of which matter what is told, and to which unit; None: to whoever keeps the register."""


def _of_clocks(day: date) -> Iterator[_Told]:
    for clock in _concerned(day):
        office = None if _of_keeper(clock) else clock.of_id or clock.matter.office_id or 0
        yield clock.matter, _line(clock, day), office


def _of_days(day: date) -> Iterator[_Told]:
    """What no clock counts: near, on its day, and once it is over."""
    for each in waiting(day, _near(day)):
        over, left = each.due < day, working_days(day, each.due)
        code = each.what.over if over else each.what.near or ("near" if left else "today")
        facts = {"limit": each.what.name, "limit_en": each.what.english, "clock": each.key, "day": each.due.isoformat()}  # fmt: skip
        yield each.matter, line_of(each.matter, code, **facts, **({} if over else {"left": str(left)})), each.office  # fmt: skip


def _near(day: date) -> list[date]:
    """The days that are told of on a working day; none on another."""
    ahead = (day + timedelta(days=number) for number in range(1, _AHEAD))
    return [day, *(each for each in ahead if working_days(day, each) in NEAR)] if is_working_day(day) else []


def _concerned(day: date) -> Iterable[Clock]:
    """What is near on a working day, and what the night of this day ended."""
    runs = Q(state=Clock.State.RUNNING, right=False, due__in=_near(day))
    ended = Q(settled_on=day, right=False) & (Q(owed=True) | Q(state=Clock.State.LAPSED))
    found = Clock.objects.filter(runs | ended).select_related("matter").order_by("due", "pk")
    return found.iterator(chunk_size=2000)


def _line(clock: Clock, day: date) -> Line:
    table = clocks().get(clock.matter.register, {}).get(clock.code)
    named = (
        {"limit": table.name, "limit_en": table.english}
        if table is not None
        else {"limit": clock.code, "limit_en": clock.code}
    )
    facts = named | {"clock": str(clock.pk), "day": clock.due.isoformat()}
    if clock.state != Clock.State.RUNNING:
        return line_of(clock.matter, sentence_code(clock), **facts)
    left = working_days(day, clock.due)
    return line_of(clock.matter, "near" if left else "today", left=str(left), **facts)


def _key(line: Line) -> tuple[str, ...]:
    return line.get("clock", ""), line["code"], line.get("left", "")


def _of_keeper(clock: Clock) -> bool:
    if (clock.matter.register, clock.code) in KEEPERS or lapse_of(clock) is Lapse.INFORMS:
        return True
    return clock.of_id is None and clock.matter.office_id is None


def _units(day: date) -> dict[int, list[Holding]]:
    held: defaultdict[int, list[Holding]] = defaultdict(list)
    acting = holdings_on(day).filter(post__active=True, post__role__in=UNIT)
    for one in acting.select_related("person", "post").order_by("person", "pk"):
        held[one.post.office_id].append(one)
    return held


class _Keepers:
    """Who keeps which register on a day, asked for once a register."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.found: dict[str, list[Holding]] = {}

    def of(self, matter: Matter) -> list[Holding]:
        register = matter.register
        if register not in self.found:
            self.found[register] = each_once(holders(register, Desk.Part.KEEP, on=self.day))
        return self.found[register]


def _known(people: Iterable[int], day: date) -> set[tuple[int, tuple[str, ...]]]:
    """What they were told for this day or a later one before; of what no clock counts, for those of a week."""
    before = Message.objects.filter(
        person__in=list(people), kind=Message.Kind.MATTERS, channel=Message.Channel.IN_APP, due_on__gte=day - BACK
    )  # fmt: skip
    return {
        (message.person_id, key)
        for message in before
        for key in map(_key, lines_of(message))
        if message.due_on >= day or ":" in key[0]
    }


def _most(lines: list[Line], day: date) -> list[Line]:
    if len(lines) <= MOST:
        return lines
    more = {
        "register": lines[-1]["register"], "number": "…", "code": "more", "count": str(len(lines) - MOST), "left": day.isoformat(),
    }  # fmt: skip
    return [*lines[:MOST], more]
