"""Which items somebody may see, and what a list needs of them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import CoUnit, Item, TextChange
from luoshi_web.supervision.states import State


def visible_to(actor: Actor) -> QuerySet[Item]:
    """The items that an actor may read, as ``rights.reads`` says of one, said of all in one query.

    Drafts are the supervision office's alone. A department sees what it leads, helps with, or split further.
    """
    return Item.objects.filter(seen_by(actor))


def seen_by(actor: Actor, item: str = "") -> Q:
    """… as a condition; ``item`` is the way to the item from a table that has one: ``item__``."""
    reached = Q((f"{item}secrecy__lte", actor.clearance))
    if actor.role == "supervision":
        return reached
    issued = reached & ~Q((f"{item}state", State.DRAFT))
    if actor.role in {"leader", "auditor"}:
        return issued
    if actor.role in {"officer", "head"} and actor.office_id is not None:
        parts = Item.objects.filter(parent__isnull=False, parent__office=actor.office_id)
        own = Q((f"{item}office", actor.office_id)) | Q((f"{item}pk__in", parts.order_by().values("pk")))
        return issued & (own | _helped_by(actor, item))
    return Q(pk__in=[])


def _helped_by(actor: Actor, item: str = "") -> Q:
    """Items that the actor's office helps with: a set of keys, which is built once.

    PostgreSQL builds the same set for an ``Exists``, but reckons with a look-up an item: for 50,000 it then compiled the query first, which took longer than
    the answer.
    """
    helped = CoUnit.objects.filter(post__office=actor.office_id)
    return Q((f"{item}pk__in", helped.order_by().values("item")))


WHOSE: dict[str, StrOrPromise] = {
    "mine": _("mine: led or helped with"),
    "lead": _("led by my unit"),
    "post": _("held by my post"),
    "help": _("helped with by my unit"),
    "all": _("all that I may see"),
}
"""Code → words for people: whose items a list shows."""


def of_whom(items: QuerySet[Item], actor: Actor, whose: str) -> QuerySet[Item]:
    """Items by what the actor has to do with them; ``whose`` is a key of :data:`WHOSE`. A leader's own are those in his charge."""
    helps = _helped_by(actor)
    leads = Q(office=actor.office_id)
    if actor.role == "leader":
        leads = Q(leader=actor.post_id) | Q(office__in=list(actor.offices))
    found = {
        "mine": leads | helps,
        "lead": leads,
        "post": Q(lead=actor.post_id) | Q(leader=actor.post_id),
        "help": helps,
    }
    return items.filter(found[whose]) if whose in found else items


def text_corrected(items: QuerySet[Item], *, settled: bool = False) -> QuerySet[Item]:
    """Items whose sentence a corrected copy of the report changed or left out since they were issued: those of which nobody has said yet what
    follows; with ``settled`` the others too.
    """
    return items.filter(_corrected() if settled else unsettled())


def unsettled() -> Exists:
    """The condition: a corrected text of which nobody has said what follows."""
    return Exists(TextChange.objects.filter(item=OuterRef("pk"), settled_at=None))


def _corrected() -> Exists:
    return Exists(TextChange.objects.filter(item=OuterRef("pk")))


def for_list(items: QuerySet[Item]) -> QuerySet[Item]:
    """With what a row of a list shows, so that a page of fifty takes one query."""
    return items.select_related("office", "lead__office", "leader__office")
