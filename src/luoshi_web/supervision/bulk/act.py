"""What an act on many things is, how it is carried out, and what could not be done and why.

Each thing is acted on by the service that acts on one, so that nothing can be done to many that could not be done to one: it is done and recorded, or
refused and as before, by itself. What one refuses holds up no other.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import QuerySet
from django_fsm import TransitionNotAllowed
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import recorded_together

MOST = 1000
"""Things acted on at once: 143 are what one unit of a real district holds, 500 the entries of a long report."""

TOGETHER = 100
"""Things in one transaction: nobody else waits longer for the log than these take, and what a crash leaves is whole."""


class Versioned(Protocol):
    """What can be acted on: a row whose version counts its acts."""

    pk: int
    version: int


@dataclass(frozen=True, slots=True)
class BulkAct:
    """``name`` is the end of its address. ``right`` is asked of each thing, ``page`` of whoever comes at all; ``roles`` are shown the button.

    ``seen`` gives the things that an actor may see; ``unfit`` says why one cannot be acted on before anything is tried, or nothing.
    ``each`` acts on one: ``actor``, ``key``, ``version``, ``at`` and the form's values. An act of several things into one has ``together``
    instead, which takes ``keys`` as (key, version) and is done or refused as a whole. ``after`` is done once, with the keys of those acted on;
    ``held`` locks the things of one transaction before the first is acted on.

    ``about`` is what the right is asked of: the item that a request belongs to. ``barred`` says why somebody who has the right may not use it on this one:
    the second person of docs/closing.md. The service refuses it too; here it is known before anything is tried.
    """

    name: str
    words: StrOrPromise
    page: str
    right: str
    roles: frozenset[str]
    seen: Callable[[Actor], QuerySet[Any]]
    unfit: Callable[[Any], Refusal | None]
    each: Callable[..., object] | None = None
    together: Callable[..., object] | None = None
    after: Callable[[Sequence[int], datetime], None] | None = None
    held: Callable[[Sequence[int]], AbstractContextManager[None]] = lambda keys: nullcontext()
    about: Callable[[Any], Any] = lambda thing: thing
    barred: Callable[[Actor, Any], Refusal | None] = lambda actor, thing: None
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Left:
    """A thing that was not acted on, and the sentence that says why."""

    thing: Any
    why: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The chosen things before anything is done: those that fit, those that do not, and how many are not there for this post."""

    fit: tuple[Any, ...]
    left: tuple[Left, ...]
    gone: int
    not_yours: int

    @property
    def nothing_is_yours(self) -> bool:
        """Whether the post has the right over none of them."""
        return not self.fit and self.not_yours == len(self.left) > 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. ``done`` are keys."""

    done: tuple[int, ...]
    left: tuple[Left, ...]
    gone: int


Chosen = Sequence[tuple[int, int]]
"""Key and version of each thing, as a page showed them."""


def weigh(act: BulkAct, *, actor: Actor, chosen: Chosen) -> Weighed:
    """Which of the chosen things the act fits, in the order in which they were chosen. Changes nothing."""
    versions = dict(chosen)
    things: dict[int, Any] = {}
    keys = list(versions)
    for start in range(0, len(keys), 500):
        things |= act.seen(actor).in_bulk(keys[start : start + 500])
    fit, left, not_yours = [], [], 0
    for key, version in versions.items():
        if (thing := things.get(key)) is None:
            continue
        refusal = _refusal(act, actor, thing, version)
        if refusal is None:
            fit.append(thing)
        else:
            left.append(Left(thing, str(refusal)))
            not_yours += refusal.code == "not_yours"
    return Weighed(tuple(fit), tuple(left), len(versions) - len(things), not_yours)


def _refusal(act: BulkAct, actor: Actor, thing: Any, version: int) -> Refusal | None:
    if not may(actor, act.right, act.about(thing)):
        return Refusal("not_yours")
    if thing.version != version:
        return Refusal("changed_meanwhile")
    return act.unfit(thing) or act.barred(actor, thing)


def carry_out(
    act: BulkAct, *, actor: Actor, chosen: Chosen, values: Mapping[str, Any], at: datetime
) -> Outcome:
    """Do it to each of the chosen things that it fits, and say of every other one why not."""
    weighed = weigh(act, actor=actor, chosen=chosen)
    done: list[int] = []
    left = list(weighed.left)
    if act.together is not None:
        if weighed.fit:
            keys = [(thing.pk, thing.version) for thing in weighed.fit]
            with transaction.atomic(), recorded_together(), act.held([key for key, _ in keys]):
                act.together(actor=actor, keys=keys, at=at, **values)
            done = [key for key, _version in keys]
    else:
        for start in range(0, len(weighed.fit), TOGETHER):
            part = weighed.fit[start : start + TOGETHER]
            done += _one_by_one(act, part, left, actor=actor, values=values, at=at)
    if done and act.after is not None:
        act.after(done, at)
    return Outcome(tuple(done), tuple(left), weighed.gone)


def _one_by_one(
    act: BulkAct, things: Sequence[Versioned], left: list[Left], *, actor: Actor, values: Mapping[str, Any], at: datetime
) -> list[int]:  # fmt: skip
    """The things of one transaction; every service is a savepoint in it. Returns those that were acted on, and adds the others to ``left``."""
    if act.each is None:
        raise TypeError(f"{act.name} acts on nothing")
    done: list[int] = []
    with transaction.atomic(), recorded_together() as acts, act.held([thing.pk for thing in things]):
        for thing in things:
            recorded = len(acts)
            try:
                act.each(actor=actor, key=thing.pk, version=thing.version, at=at, **values)
            except Refusal as refusal:
                left.append(Left(thing, str(refusal)))
                del acts[recorded:]
            except TransitionNotAllowed as wrong:
                state = wrong.object.get_state_display() if wrong.object else ""
                left.append(Left(thing, str(Refusal("wrong_state", state=state))))
                del acts[recorded:]
            else:
                done.append(thing.pk)
    return done
