"""The list of items, and an item's first tab."""

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.console.items.acts import deeds_for
from luoshi_web.console.items.filters import ItemFilter
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors.items import for_list, visible_to


@page("item.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The items that the post may see, fifty a page."""
    narrowed = ItemFilter(request.GET, queryset=for_list(visible_to(request.actor)))
    return render(request, "items/list.html", {"filter": narrowed, "page": paged(request, narrowed.qs)})


@page("item.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is promised, who holds it, until when, and what can be done now."""
    item = item_for(request, pk)
    return show_tab(request, item, "items/overview.html", {"deeds": deeds_for(request.actor, item)})
