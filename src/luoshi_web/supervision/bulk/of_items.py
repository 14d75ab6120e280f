"""What hangs on an item and is acted on together: a request, a claim, a proposed end, an urge. Each carries the version of its item."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.db.models import F, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.selectors.items import seen_by
from luoshi_web.supervision.services.hold import held_together


def with_versions(things: QuerySet[Any]) -> QuerySet[Any]:
    """The things as a page shows them: what changed their item since changed them."""
    found: QuerySet[Any] = things.annotate(version=F("item__version"))
    return found


def seen(things: QuerySet[Any], *beside: str) -> Callable[[Actor], QuerySet[Any]]:
    """Those whose item an actor may see, with what rights, reasons and lines ask for."""

    def of(actor: Actor) -> QuerySet[Any]:
        return with_versions(things.filter(seen_by(actor, "item__")).select_related("item__office", *beside))

    return of


def items_held(things: QuerySet[Any]) -> Callable[[Sequence[int]], AbstractContextManager[None]]:
    """The items of some things, locked by one statement; only where no two of them have one item."""

    def held(keys: Sequence[int]) -> AbstractContextManager[None]:
        return held_together(list(things.filter(pk__in=keys).values_list("item_id", flat=True)))

    return held


def act_of(things: QuerySet[Any], **said: Any) -> BulkAct:
    """An act on what hangs on items: the right is asked of the item."""
    beside = said.pop("beside", ())
    return BulkAct(about=lambda thing: thing.item, seen=seen(things, *beside), **said)
