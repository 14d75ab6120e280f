"""The lists whose rows can be acted on together: what each shows under a query, and the acts that its rows allow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from luoshi_web.console.items.filters import ItemFilter, with_usual
from luoshi_web.console.progress.periods import period_of
from luoshi_web.console.publication.filters import ReleaseFilter
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.filters import Narrowing
from luoshi_web.console.split.filters import RowFilter
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.selectors.entries import in_order
from luoshi_web.publication.bulk import OF_RELEASES, PROPOSE
from luoshi_web.publication.models import Release
from luoshi_web.publication.selectors import visible_to as releases_of
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.entries import OF_ENTRIES
from luoshi_web.supervision.bulk.items import AS_BEFORE, OF_ITEMS
from luoshi_web.supervision.bulk.rows import OF_ROWS
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.selectors.progress import owed

Matching = Callable[[OfficeRequest, QueryDict, int], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class BulkList:
    """``matching`` gives what the list shows under a query; ``of`` is the key of what the list belongs to, 0 for a list of its own."""

    name: str
    acts: tuple[BulkAct, ...]
    matching: Matching


def _items(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Item]:
    seen = visible_to(request.actor).order_by("-year", "order", "id")
    found: QuerySet[Item] = ItemFilter(with_usual(query, request.actor), queryset=seen, request=request).qs
    return found


def _rows(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Item]:
    seen = visible_to(request.actor).filter(split=of).order_by("order", "pk")
    found: QuerySet[Item] = RowFilter(query, queryset=seen).qs
    return found


def _owed(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Item]:
    return owed(request.actor, period_of(query, request.today))


def _entries(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Entry]:
    narrowing = Narrowing.of(query)
    return in_order(narrowing.among(Report(pk=of)), by_doubt=narrowing.by_doubt)


def _releases(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Release]:
    found: QuerySet[Release] = ReleaseFilter(query, queryset=releases_of(request.actor)).qs
    return found


LISTS: Mapping[str, BulkList] = {
    each.name: each
    for each in (
        BulkList("items", (*OF_ITEMS, PROPOSE, *OF_ROWS), _items),
        BulkList("rows", OF_ROWS, _rows),
        BulkList("owed", (AS_BEFORE,), _owed),
        BulkList("entries", OF_ENTRIES, _entries),
        BulkList("releases", OF_RELEASES, _releases),
    )
}
"""Name → list."""
ACTS: Mapping[str, BulkAct] = {act.name: act for each in LISTS.values() for act in each.acts}
"""Name → act, each once however many lists have it."""
