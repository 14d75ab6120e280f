"""The interface: items, their reports, units, the year. Its description stands at /api/v1/openapi.json."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import NinjaAPI, Query, Schema
from ninja.security import HttpBearer
from pydantic import Field

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.tokens import actor_of
from luoshi_web.audit.actor import Actor
from luoshi_web.jobs.clock import now
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors import year as found_of
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.selectors.progress import history
from luoshi_web.supervision.states import State

PER_PAGE = 100


class Key(HttpBearer):
    """``Authorization: Bearer luoshi_…``. No cookie opens this door."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return actor_of(token, day=timezone.localdate(now()))


api = NinjaAPI(
    title="Luoshi 落实", version="1", auth=Key(), docs_url=None, openapi_url="openapi.json", urls_namespace="api",
    description="The office's own data, read-only. A key sees what the post of whoever made it may see.",
)  # fmt: skip


class Asked(Schema):
    """What a list is narrowed to."""

    year: int | None = Field(None, ge=2000, le=2100)
    state: str | None = None
    office: str | None = Field(None, description="code of the lead unit")
    due_from: date | None = None
    due_to: date | None = None
    page: int = Field(1, ge=1, le=100_000)


class ItemOut(Schema):
    """An item as its list shows it."""

    id: int
    number: str
    year: int
    kind: str
    source: str
    title: str
    state: str
    secrecy: int
    unit: str | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    measured_in: str
    due: date | None
    original_due: date | None
    light_of_limit: str
    light_of_progress: str
    light_of_outlook: str


class ItemsOut(Schema):
    """A page of items."""

    count: int
    page: int
    pages: int
    items: list[ItemOut]


class ReportOut(Schema):
    """A report of a period."""

    period: date
    state: str
    value: Decimal | None
    share: Decimal | None
    words: str
    problems: str
    next_steps: str
    data_source: str
    current: bool
    at: datetime


class UnitOut(Schema):
    """A unit."""

    code: str
    name: str
    short_name: str
    kind: str


class StandsOut(Schema):
    """A unit's items of a year by how they stand."""

    code: str
    name: str
    items: int
    stands: dict[str, int]


def _actor(request: Any) -> Actor:
    actor: Actor = request.auth
    return actor


def _items(actor: Actor) -> QuerySet[Item]:
    """What was given out and the post may see; nothing for a post that sees no item."""
    if not may(actor, "item.list"):
        return Item.objects.none()
    return visible_to(actor).exclude(state=State.DRAFT).select_related("office")


def _out(item: Item) -> dict[str, Any]:
    same = (
        "id",
        "number",
        "year",
        "kind",
        "source",
        "title",
        "state",
        "secrecy",
        "low",
        "high",
        "bound",
        "due",
        "original_due",
    )
    return {name: getattr(item, name) for name in same} | {
        "unit": item.office.code if item.office else None, "measured_in": item.unit, "light_of_limit": item.time_light,
        "light_of_progress": item.gap_light, "light_of_outlook": item.hope_light,
    }  # fmt: skip


@api.get("/items", response=ItemsOut, summary="Items, a hundred a page", url_name="items")
def items(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """In the order of their numbers."""
    found = _items(_actor(request))
    narrowed = {
        "year": asked.year, "state": asked.state, "office__code": asked.office, "due__gte": asked.due_from, "due__lte": asked.due_to,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in narrowed.items() if value is not None}).order_by(
        "number"
    )
    count = found.count()
    first = (asked.page - 1) * PER_PAGE
    shown = [_out(item) for item in found[first : first + PER_PAGE]]
    return {"count": count, "page": asked.page, "pages": -(-count // PER_PAGE), "items": shown}


@api.get("/items/{int:pk}", response=ItemOut, summary="One item", url_name="item")
def item(request: HttpRequest, pk: int) -> dict[str, Any]:
    """404 where the post may not see it."""
    return _out(get_object_or_404(_items(_actor(request)), pk=pk))


@api.get("/items/{int:pk}/reports", response=list[ReportOut], summary="An item's reports", url_name="reports")
def reports(request: HttpRequest, pk: int) -> list[Any]:
    """The latest first; ``current`` is false for one that was corrected."""
    return list(history(get_object_or_404(_items(_actor(request)), pk=pk)))


@api.get("/units", response=list[UnitOut], summary="Units in use", url_name="units")
def units(request: HttpRequest) -> list[Any]:
    """In the order of the list."""
    return list(Office.objects.filter(active=True))


@api.get(
    "/years/{int:year}", response=list[StandsOut], summary="Units by how their items stand", url_name="year"
)
def year(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """As the page of the year shows it to the post."""
    actor = _actor(request)
    if not may(actor, "item.list") or not 2000 <= year <= 2100:
        return []
    return [
        {"code": unit.office.code, "name": unit.office.name, "items": unit.items, "stands": dict(unit.stands)}
        for unit in found_of.units(found_of.of_reader(actor), year=year)
    ]
