"""Who stands for a unit, and what was written on an item."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Note


@dataclass(frozen=True, slots=True)
class Contact:
    """A named person of the unit. ``phone`` is masked for those who need not see it, and empty where none is known."""

    name: str
    title: str
    phone: str


def contacts_of(item: Item, actor: Actor, *, day: date) -> list[Contact]:
    """Who holds the item's post, then the first officer of the unit. One query."""
    if item.office_id is None:
        return []
    held = holdings_on(day).filter(
        post__office=item.office_id, post__active=True, post__role__in=("head", "officer")
    )
    found = list(held.select_related("person", "post").order_by("post__order", "post_id"))
    responsible = [holding for holding in found if holding.post_id == item.lead_id]
    officers = [
        holding for holding in found if holding.post.role == "officer" and holding.post_id != item.lead_id
    ]
    clear = may(actor, "contact.read", item)
    return [
        Contact(str(holding.person), holding.post.title, holding.person.phone if clear else masked(holding.person.phone))
        for holding in [*responsible, *officers[:1]]
    ]  # fmt: skip


def masked(phone: str) -> str:
    """``138****5678``: the first three and last four of at least eleven signs, the last two of fewer."""
    if len(phone) >= 11:
        return f"{phone[:3]}****{phone[-4:]}"
    return f"****{phone[-2:]}" if phone else ""


def notes_shown_to(actor: Actor, item: Item) -> QuerySet[Note]:
    """Instructions for whoever reads the item, annotations for those above the units; the latest first."""
    notes = Note.objects.filter(item=item).select_related("by", "post__office")
    return notes if may(actor, "note.read_all", item) else notes.filter(kind=Note.Kind.INSTRUCTION)
