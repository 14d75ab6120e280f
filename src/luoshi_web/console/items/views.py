"""The list of items, and an item's first tab."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.items.acts import deeds_for
from luoshi_web.console.items.columns import ITEMS, whole
from luoshi_web.console.items.filters import ItemFilter, with_usual
from luoshi_web.console.items.notes import form_for
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.publication.bulk import PROPOSE
from luoshi_web.supervision.bulk.items import OF_ITEMS
from luoshi_web.supervision.bulk.returns import OF_RETURNED
from luoshi_web.supervision.bulk.rows import OF_ROWS
from luoshi_web.supervision.models import Item, Limit, TextChange, WorklistRow
from luoshi_web.supervision.selectors.alike import related
from luoshi_web.supervision.selectors.items import for_list, unsettled, visible_to
from luoshi_web.supervision.selectors.notes import contacts_of, notes_shown_to
from luoshi_web.supervision.selectors.progress import milestones_of
from luoshi_web.supervision.services.corrected import settle_text
from luoshi_web.supervision.states import State

SHOWN = (
    "number", "title", "low", "high", "unit", "bound", "due", "days_slipped", "state", "time_light", "gap_light", "hope_light",
    "version", "office__name", "office__short_name", "secrecy",
)  # fmt: skip
"""The columns of a row of the list: a page of fifty leaves the long texts where they are."""


@page("item.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The items that the post may see, fifty a page; a department sees its own first."""
    seen = visible_to(request.actor).order_by("-year", "order", "id")
    narrowed = ItemFilter(with_usual(request.GET, request.actor), queryset=seen, request=request)
    if lists.asked(request):
        return lists.answer(request, ITEMS, whole(narrowed.qs))
    rows = Item.objects.select_related("office").only(*SHOWN).annotate(corrected=unsettled())
    shown = paged(request, narrowed.qs, rows=rows.order_by())
    there = {item.state for item in shown}
    of_returned = OF_RETURNED if State.RETURNED in there else ()
    acts = OF_ROWS if State.DRAFT in there else (*OF_ITEMS, PROPOSE, *of_returned)
    bulk = bar_for(request, "items", rows=shown, count=shown.paginator.count, only=acts)
    return render(request, "items/list.html", {"filter": narrowed, "page": shown, "bulk": bulk})


@page("item.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is promised, who holds it, until when, what became of it, and what can be done now."""
    item = item_for(request, pk)
    running = item.limits.filter(kind__in=[Limit.Kind.SIGN, Limit.Kind.RETURN], state=Limit.State.RUNNING)
    context = {
        "deeds": deeds_for(request.actor, item),
        "milestones": milestones_of(item),
        "whole": visible_to(request.actor).filter(pk=item.parent_id).first() if item.parent_id else None,
        "children": list(for_list(visible_to(request.actor).filter(parent=item)).order_by("pk")),
        "returns": list(item.returns.select_related("by", "post__office", "suggested__office", "decided_by")),
        "changes": list(item.changes.filter(field="lead", state="approved").select_related("asked_by")),
        "limits": list(running.order_by("due")),
        "text_changes": _text_changes(item),
        "worklist_rows": _worklist_rows(item),
        "contacts": contacts_of(item, request.actor, day=request.today),
        "notes": list(notes_shown_to(request.actor, item)),
        "note_form": form_for(request.actor, item),
        "related": list(related(item, actor=request.actor)),
    }
    return show_tab(request, item, "items/overview.html", context)


def _text_changes(item: Item) -> list[TextChange]:
    """What corrected copies changed. Most items have none, which their own query says already (``item_for``)."""
    if not getattr(item, "text_changed", True):
        return []
    changes = TextChange.objects.filter(item=item).select_related("copy", "settled_by")
    return list(changes.defer("copy__text", "copy__ledger", "copy__layout", "copy__diff"))


def _worklist_rows(item: Item) -> list[WorklistRow]:
    """Where it was taken over from."""
    if not getattr(item, "from_worklist", True):
        return []
    rows = WorklistRow.objects.filter(item=item).select_related("worklist")
    return list(rows.defer("worklist__content"))


@page("item.edit", methods=("POST",))
def text_settled(request: OfficeRequest, pk: int) -> HttpResponse:
    """What follows from a corrected text was said."""
    change = get_object_or_404(TextChange, pk=pk)
    item_for(request, change.item_id)
    settle_text(actor=request.actor, change_id=pk, answer=request.POST.get("answer", ""), at=request.now)
    messages.success(request, _("Kept with the item."))
    return redirect("items:show", change.item_id)
