"""What was moved or lowered, and what waits for somebody's word."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Change, Extension, Item
from luoshi_web.supervision.selectors.items import seen_by
from luoshi_web.supervision.states import OPEN


def changes_in_the_open(actor: Actor, *, year: int) -> QuerySet[Change]:
    """Every approved change of a year's items, the latest first.

    Those of open items are for every office to read, its own or not: a moved date is not moved in silence. Of other items only those that
    the actor may see.
    """
    open_to_all = Q(item__secrecy=Secrecy.OPEN) & ~Q(item__state="draft")
    changes = Change.objects.filter(state=Change.State.APPROVED, item__year=year)
    return changes.filter(open_to_all | seen_by(actor, "item__")).order_by("-approved_at", "-id")


@dataclass(frozen=True, slots=True)
class OfficeChanges:
    """What an office changed. ``days`` is the sum of days slipped."""

    office: str
    key: int | None
    items: int
    moved: int
    lowered: int
    others: int
    days: int


def changes_by_office(changes: QuerySet[Change]) -> list[OfficeChanges]:
    """Counts and days, an office a row, the most days first."""
    due, target = Q(field=Change.Field.DUE), Q(field=Change.Field.TARGET)
    rows = (
        changes.order_by()
        .values("item__office__id", "item__office__short_name", "item__office__name")
        .annotate(
            items=Count("item", distinct=True), moved=Count("pk", filter=due), lowered=Count("pk", filter=target & Q(lowers=True)),
            others=Count("pk", filter=~due & ~(target & Q(lowers=True))), days=Sum("days_slipped"),
        )
    )  # fmt: skip
    found = [
        OfficeChanges(
            row["item__office__short_name"] or row["item__office__name"] or "—", row["item__office__id"], row["items"],
            row["moved"], row["lowered"], row["others"], row["days"] or 0,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.days, -row.lowered, row.office))


def extensions_waiting(actor: Actor) -> QuerySet[Extension]:
    """The requests that wait for this post: asked for, for the supervision office; screened, for the leader in charge."""
    extensions = Extension.objects.select_related("item__office", "asked_by").order_by("old_due", "id")
    if actor.role == "supervision":
        return extensions.filter(_reached(actor), state=Extension.State.ASKED)
    if actor.role == "leader":
        return extensions.filter(_of_leader(actor), _reached(actor), state=Extension.State.SCREENED)
    return extensions.none()


def changes_waiting(actor: Actor) -> QuerySet[Change]:
    """Changes of target that wait for the leader in charge."""
    if actor.role != "leader":
        return Change.objects.none()
    asked = Change.objects.filter(_of_leader(actor), _reached(actor), state=Change.State.ASKED)
    return asked.select_related("item__office", "asked_by").order_by("asked_at", "id")


def _of_leader(actor: Actor) -> Q:
    """As ``rights.in_charge`` says of one item."""
    return Q(item__leader=actor.post_id) | Q(item__office__in=actor.offices)


def _reached(actor: Actor) -> Q:
    """What ``visible_to`` says of these two roles, on the joined item: few rows wait, and no list of all items is built for them.

    Of an item that has ended nothing waits: its date and target move no more.
    """
    return Q(item__secrecy__lte=actor.clearance, item__state__in=OPEN)


def years_with_items() -> list[int]:
    """The years that a page can be turned to, the latest first."""
    return list(Item.objects.order_by("-year").values_list("year", flat=True).distinct())
