"""Which texts of items were taken out while an answer was made, wherever it was made: by a template, for a workbook, for a program.

The columns of :func:`told` say it themselves, so that no page has to. What is not told is a count, a colour, a number: it is no text of the item.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from luoshi_web.accounts.models import Secrecy

Key = tuple[str, int]
"""Kind and key of what may be secret: ``("item", 7)``."""

KINDS = {"item", "paper", "worklist"}
"""Models that have a secrecy of their own; an app above adds its own by ``services.secret.is_secret``."""
M = TypeVar("M", bound=models.Model)
_TAKEN: ContextVar[set[Key] | None] = ContextVar("texts_taken", default=None)


@contextmanager
def noting() -> Iterator[set[Key]]:
    """What is told inside is gathered in the set."""
    taken: set[Key] = set()
    token = _TAKEN.set(taken)
    try:
        yield taken
    finally:
        _TAKEN.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """Inside nothing is gathered: words are compared with words, and shown to nobody."""
    token = _TAKEN.set(None)
    try:
        yield
    finally:
        _TAKEN.reset(token)


def note(kind: str, key: int) -> None:
    """A text of it was taken from elsewhere: from a copy that the log keeps."""
    taken = _TAKEN.get()
    if taken is not None:
        taken.add((kind, key))


class _Told(DeferredAttribute):
    """A column whose reading is noted. It is asked before the instance's own values because it can be set, too."""

    def __init__(self, field: Any, of: str) -> None:
        super().__init__(field)
        self.of = of

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and value and (taken := _TAKEN.get()) is not None:
            key = _key_of(instance, self.of) if self.of else _key(instance)
            if key is not None:
                taken.add(key)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


def told(*columns: str, of: str = "") -> Callable[[type[M]], type[M]]:
    """For a model that is secret itself or hangs on an item: these of its columns are words.

    ``of`` is the way to what else it hangs on, where its first step has the same key as its last: ``proposal__matter``.
    """

    def mark(model: type[M]) -> type[M]:
        for column in columns:
            field: Any = model._meta.get_field(column)
            setattr(model, column, _Told(field, of))
        return model

    return mark


def _key(thing: Any) -> Key | None:
    """None for what is known to be open without asking for it."""
    name = thing._meta.model_name
    if name in KINDS:
        return None if thing.pk is None or _open(thing) else (name, thing.pk)
    if thing.item_id is None:  # a row of a list that became no item, points for no item
        kept_in = getattr(thing, "worklist_id", None)
        return None if kept_in is None else ("worklist", kept_in)
    return None if _open(thing._state.fields_cache.get("item")) else ("item", thing.item_id)


def _key_of(thing: Any, way: str) -> Key | None:
    first, *_between = steps = way.split("__")
    key, found = getattr(thing, f"{first}_id"), thing
    for step in steps:
        found = found._state.fields_cache.get(step) if found is not None else None
    return None if key is None or _open(found) else (steps[-1], key)


def _open(thing: Any) -> bool:
    return thing is not None and thing.__dict__.get("secrecy", Secrecy.SECRET) < Secrecy.CONFIDENTIAL
