"""What waits for a leader's word: circulars (通报) and interviews (约谈)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.urging.forms import ApprovalForm
from luoshi_web.supervision.bulk.of_items import with_versions
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.models.urging import APPROVED
from luoshi_web.supervision.selectors.desk import urges_asked
from luoshi_web.supervision.urging import services


@page("urge.asked")
def asked(request: OfficeRequest) -> HttpResponse:
    """All that waits; a leader sees what is in his charge."""
    shown = paged(request, with_versions(urges_asked(request.actor)))
    bulk = bar_for(request, "urges-asked", rows=shown, count=shown.paginator.count)
    return render(request, "urging/asked.html", {"page": shown, "bulk": bulk})


@page("item.list", methods=("GET", "HEAD", "POST"))
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The leader in charge lets it go out, or not."""
    urges = Urge.objects.filter(rung__in=APPROVED, asked_at__isnull=False)
    urge = get_object_or_404(urges.select_related("post__office", "asked_by", "approved_by"), pk=pk)
    urge.item = item = item_for(request, urge.item_id)
    demand(request.actor, "urge.approve", item)
    form = ApprovalForm(request.POST or None)

    def do(said: dict[str, Any]) -> None:
        common: dict[str, Any] = {"actor": request.actor, "urge_id": pk, "at": request.now}
        if said["decision"] == "approve":
            services.approve(**common, words=said["words"])
        else:
            services.refuse(**common, reason=said["words"])

    earlier = item.urges.exclude(pk=pk).exclude(state__in=[Urge.State.PROPOSED, Urge.State.HELD])
    context = {
        "urge": urge, "item": item, "earlier": earlier.order_by("-on", "-pk"),
        "decides": may(request.actor, "urge.approve", item) and urge.state == Urge.State.ASKED,
    }  # fmt: skip
    return act_on(
        request, form, do, said=_("Decided."), then=reverse("urging:asked"),
        show=lambda form: render(request, "urging/decide.html", context | {"form": form}),
    )  # fmt: skip
