"""An act on a matter as a button, a page and a service: one row of its register's table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import View, demand, page
from luoshi_web.console.registers.forms import ActForm
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.register import Register

Said = dict[str, Any]
Find = Callable[[OfficeRequest, int], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """``states``: where its button stands. ``do`` takes what the form said, then actor, key and moment by name."""

    code: str
    words: StrOrPromise
    right: str
    states: frozenset[Any]
    form: type[ActForm]
    do: Callable[..., Any]
    shown: Callable[[Any, Actor], bool] = lambda record, actor: True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a register's pages stand: the name of its addresses, its title, and how a record that the post may see is found."""

    name: str
    title: StrOrPromise
    find: Find


def asks(service: Callable[..., Any]) -> Callable[..., Any]:
    """A service whose arguments are what the form asks for."""
    return lambda said, **known: service(**known, **said)


def asking(register: Register[Any, Any, Any, Any]) -> Callable[..., Any]:
    """An exception from a gate of the register is asked for."""
    return lambda said, **known: ask_exception(register, **known, **said)


def excepting(register: Register[Any, Any, Any, Any]) -> Callable[..., Any]:
    """The leader approves it."""
    return lambda said, **known: approve_exception(register, **known, waiver_id=said.pop("waiver"), **said)


def excepted(record: Any, actor: Actor) -> bool:
    """Whether an exception waits to be approved."""
    return any(each.approved_by_id is None for each in record.matter.waivers.all())


def acts_for(acts: Iterable[Act], actor: Actor, record: Any) -> list[Act]:
    """What this post can do with the record now. Each right is asked once: some ask the database which office keeps the register."""
    here = [act for act in acts if record.matter.state in act.states]
    rights = {right: may(actor, right, record.matter) for right in {act.right for act in here}}
    return [act for act in here if rights[act.right] and act.shown(record, actor)]


def acting(act: Act, place: Place, listing: str) -> View:
    """The page of one act: its form, and the act itself. ``listing`` is the right to see the register at all."""

    @page(listing, methods=("GET", "HEAD", "POST"))
    def do(request: OfficeRequest, pk: int) -> HttpResponse:
        record = place.find(request, pk)
        demand(request.actor, act.right, record.matter)
        form = act.form(request.POST or None, record=record, today=request.today, initial={"version": record.matter.version})  # fmt: skip
        if request.method == "POST":
            form.is_bound = True
        context = {"title": act.words, "matter": record.matter, "place": place}
        return act_on(
            request, form, lambda said: act.do(dict(said), actor=request.actor, matter_id=pk, at=request.now), said=_("Recorded."),
            then=reverse(f"{place.name}:show", args=[pk]), show=lambda form: render(request, "registers/form.html", context | {"form": form}),
        )  # fmt: skip

    do.__name__ = act.code
    return do
