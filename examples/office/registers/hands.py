"""Whoever acts on a matter of a register, day after day, as its page shows it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model

from examples.office.district import District
from examples.office.events import Events
from luoshi_web.accounts.models import Charge, Office
from luoshi_web.registers.models import Matter

KEEPER, SECOND = "supervisor", "supervisor2"
"""Two people of the office that keeps the registers: what takes two persons takes both."""


class Hands:
    """One matter and the unit that it is of. What is said of an act may be a function of its moment."""

    def __init__(self, district: District, events: Events, code: str) -> None:
        self.district, self.events, self.code = district, events, code
        self.pk = 0

    @property
    def office(self) -> Office:
        return Office.objects.get(code=self.code)

    @property
    def head(self) -> str:
        return self.district.head_of(self.office)

    @property
    def officer(self) -> str:
        return self.district.officer_of(self.office)

    @property
    def leader(self) -> str:
        """The login of the leader in charge of the unit."""
        post = Charge.objects.get(office=self.office).post
        return next(login for login, each in self.district.posts.items() if each == post)

    def begin(self, day: date, make: Callable[[datetime], Any]) -> None:
        """The act that brings the matter into its register."""

        def deed(at: datetime) -> None:
            self.pk = make(at).pk

        self.events.on(day, deed)

    def do(
        self, day: date, service: Callable[..., Any], who: str, /, *, dated: bool = True, **said: Any
    ) -> None:
        """An act on the first working day from a day on; ``dated``: it is told the day that it is of."""

        def deed(at: datetime) -> None:
            words = {name: each(at) if callable(each) else each for name, each in said.items()}
            if dated:
                words.setdefault("on", at.date())
            self.act(service, who, at, **words)

        self.events.on(day, deed)

    def latest(self, rows: type[Model], column: str, **also: Any) -> Callable[[datetime], int]:
        """The key of the last row of the matter, once it is there."""

        def key(at: datetime) -> int:
            found: int = rows._default_manager.filter(**{column: self.pk}, **also).latest("pk").pk
            return found

        return key

    def act(self, service: Callable[..., Any], who: str, at: datetime, /, **said: Any) -> None:
        """An act of somebody now, with the version that the page would show."""
        version = Matter.objects.values_list("version", flat=True).get(pk=self.pk)
        service(actor=self.district.actor(who, at), matter_id=self.pk, version=version, at=at, **said)


def after(day: date, days: int) -> date:
    """A day so many days later."""
    return day + timedelta(days=days)
