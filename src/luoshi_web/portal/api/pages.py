"""Pages of a list by a cursor: in the order of a key that no later release changes, so that nobody reads a row twice or misses one.

A walk over millions of lines looks through so many at a time: a page may hold fewer than were asked for, and goes on.
"""

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

LOOKED_THROUGH = 20_000
M = TypeVar("M", bound=Model)


def following(request: HttpRequest, cursor: str | None) -> str | None:
    """The query of the next page, to be put in the place of this one's."""
    if cursor is None:
        return None
    held = {name: value for name, value in request.GET.items() if name != "after"}
    return "?" + urlencode(sorted((held | {"after": cursor}).items()))


def page(found: Sequence[M], limit: int, cursor: Any) -> tuple[list[M], str | None]:
    """``found`` has one row more than the page, where there is another page; ``cursor`` names the last row."""
    shown = list(found[:limit])
    return shown, cursor(shown[-1]) if len(found) > limit else None


def walked(every: QuerySet[M], found: QuerySet[M], after: str, limit: int) -> tuple[list[M], str | None]:
    """A page of ``found``, which is ``every`` with filters that no index serves: the next so many rows by key are looked through."""
    ahead = every.filter(pk__gt=after).order_by("pk")
    last = ahead.values_list("pk", flat=True)[LOOKED_THROUGH - 1 : LOOKED_THROUGH].first()
    within = found.filter(pk__gt=after) if last is None else found.filter(pk__gt=after, pk__lte=last)
    shown, cursor = page(list(within.order_by("pk")[: limit + 1]), limit, lambda row: row.pk)
    return shown, cursor or last
