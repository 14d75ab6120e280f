"""The tabs of an item's page. An area adds its own here: words, and the name of its page, which takes the item's key as ``pk``."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Item, TextChange, WorklistRow
from luoshi_web.supervision.selectors.items import for_list, visible_to

TABS: tuple[tuple[StrOrPromise, str], ...] = (
    (_("Overview"), "items:show"),
    (_("Progress reports"), "progress:item"),
    (_("Lights"), "lights:item"),
    (_("Limits and changes"), "limits:of_item"),
    (_("Urging"), "urging:item"),
    (_("Verification"), "checks:item"),
    (_("Appraisal"), "appraisal:item"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab as the page shows it."""

    words: StrOrPromise
    url: str
    here: bool


def item_for(request: OfficeRequest, pk: int, *, helpers: bool = True) -> Item:
    """The item, for those who may see it: with its offices and posts, and the units that help where a page shows or asks for them.

    404 for everybody else.
    """
    items = for_list(visible_to(request.actor)).select_related(
        "split__report", "parent", "entry", "origin__said_by__office"
    )
    items = items.annotate(
        text_changed=Exists(TextChange.objects.filter(item=OuterRef("pk"))),
        from_worklist=Exists(WorklistRow.objects.filter(item=OuterRef("pk"))),
    )
    return get_object_or_404(items.prefetch_related("co_units__post__office") if helpers else items, pk=pk)


def show_tab(request: OfficeRequest, item: Item, template: str, context: dict[str, object]) -> HttpResponse:
    """A tab's page in the item's frame. The template extends ``items/frame.html`` and fills the block ``tab``."""
    tabs = [Tab(words, url := reverse(name, args=[item.pk]), request.path == url) for words, name in TABS]
    return render(request, template, {"item": item, "tabs": tabs} | context)
