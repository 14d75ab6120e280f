"""The lists whose rows can be acted on together: what each shows under a query, and the acts that its rows allow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from luoshi_web.audit.actor import Actor
from luoshi_web.console.findings.filters import narrowing
from luoshi_web.console.items.filters import ItemFilter, with_usual
from luoshi_web.console.progress.periods import period_of
from luoshi_web.console.publication.filters import ReleaseFilter
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.filters import Narrowing
from luoshi_web.console.split.filters import RowFilter
from luoshi_web.console.urging.filters import DeskFilter
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.selectors.entries import in_order
from luoshi_web.publication.bulk import OF_RELEASES, PROPOSE
from luoshi_web.publication.models import Release
from luoshi_web.publication.selectors import visible_to as releases_of
from luoshi_web.registers.findings.bulk import OF_FINDINGS
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.bulk import of_items, requests
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.closings import OF_CLAIMS, OF_ENDINGS, OF_FOUND_FIT
from luoshi_web.supervision.bulk.entries import OF_ENTRIES
from luoshi_web.supervision.bulk.items import AS_BEFORE, OF_ITEMS
from luoshi_web.supervision.bulk.objections import OF_OBJECTIONS
from luoshi_web.supervision.bulk.objections import with_versions as objections_with_versions
from luoshi_web.supervision.bulk.returns import OF_RETURNED
from luoshi_web.supervision.bulk.rows import OF_ROWS
from luoshi_web.supervision.bulk.urges import OF_DESK, OF_LEADER
from luoshi_web.supervision.models import Appraisal, Item, Objection, Urge
from luoshi_web.supervision.selectors.appraisals import objections_of
from luoshi_web.supervision.selectors.changes import changes_waiting, extensions_waiting
from luoshi_web.supervision.selectors.desk import urges_asked
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.selectors.progress import owed
from luoshi_web.supervision.selectors.verification import (
    claims_to_judge,
    claims_to_sign_off,
    endings_to_decide,
)

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


def _waiting(selector: Callable[[Actor], QuerySet[Any]]) -> Matching:
    """What hangs on items and waits for a post: the list takes no filter."""
    return lambda request, query, of: of_items.with_versions(selector(request.actor))


def _desk(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Urge]:
    waiting = Urge.objects.filter(item__secrecy__lte=request.actor.clearance, state=Urge.State.PROPOSED)
    found: QuerySet[Urge] = DeskFilter(query, queryset=waiting.order_by("-rung", "on", "pk")).qs
    return of_items.with_versions(found)


def _objections(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Objection]:
    found = objections_of(Appraisal(pk=of), request.actor).filter(decision=Objection.Decision.OPEN)
    return objections_with_versions(found.order_by("at", "id"))


def _findings(request: OfficeRequest, query: QueryDict, of: int) -> QuerySet[Matter]:
    found: QuerySet[Matter] = narrowing(request, query).qs
    return found


LISTS: Mapping[str, BulkList] = {
    each.name: each
    for each in (
        BulkList("items", (*OF_ITEMS, PROPOSE, *OF_RETURNED, *OF_ROWS), _items),
        BulkList("rows", OF_ROWS, _rows),
        BulkList("owed", (AS_BEFORE,), _owed),
        BulkList("entries", OF_ENTRIES, _entries),
        BulkList("releases", OF_RELEASES, _releases),
        BulkList("extensions", requests.OF_EXTENSIONS, _waiting(extensions_waiting)),
        BulkList("changes", requests.OF_CHANGES, _waiting(changes_waiting)),
        BulkList("claims", OF_CLAIMS, _waiting(claims_to_judge)),
        BulkList("found-fit", OF_FOUND_FIT, _waiting(claims_to_sign_off)),
        BulkList("endings", OF_ENDINGS, _waiting(endings_to_decide)),
        BulkList("urges", OF_DESK, _desk),
        BulkList("urges-asked", OF_LEADER, _waiting(urges_asked)),
        BulkList("objections", OF_OBJECTIONS, _objections),
        BulkList("findings", OF_FINDINGS, _findings),
    )
}
"""Name → list."""
ACTS: Mapping[str, BulkAct] = {act.name: act for each in LISTS.values() for act in each.acts}
"""Name → act, each once however many lists have it."""
