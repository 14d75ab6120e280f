"""The desk, an item's tab, the claim and the verdict."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.reconcile.figures import Language
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.checks.forms import ClaimForm, ItemForm, VerdictForm
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.bulk.of_items import with_versions
from luoshi_web.supervision.models import Completion, Ending, Item, Update
from luoshi_web.supervision.selectors.hints import next_report_on
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.selectors.verification import (
    checks_shown_to,
    claims_to_judge,
    claims_to_sign_off,
    endings_to_decide,
)
from luoshi_web.supervision.services.completion import (
    asks_for_value,
    report_with_evidence,
    withdraw_completion,
)
from luoshi_web.supervision.services.verdict import give_verdict
from luoshi_web.supervision.states import State

WAITING: Mapping[str, Callable[[Actor], QuerySet[Any]]] = {
    "verdict": claims_to_judge, "sign_off": claims_to_sign_off, "leader": endings_to_decide,
}  # fmt: skip
_LISTS = {"verdict": "claims", "sign_off": "found-fit", "leader": "endings"}
"""What is shown → the list of acts on many."""


@page("check.read")
def desk(request: OfficeRequest) -> HttpResponse:
    """What waits: for a verdict, for signing off, for the leader. Oldest first."""
    first = "leader" if request.actor.role == "leader" else "verdict"
    shown = request.GET.get("show", first)
    shown = shown if shown in WAITING else first
    counts = {name: waiting(request.actor).count() for name, waiting in WAITING.items()}
    waits = with_versions(WAITING[shown](request.actor))
    listed = paged(request, waits, rows=waits)
    bulk = bar_for(request, _LISTS[shown], rows=listed, count=listed.paginator.count)
    return render(
        request, "checks/desk.html", {"shown": shown, "counts": counts, "page": listed, "bulk": bulk}
    )


@page("item.list")
def tab(request: OfficeRequest, pk: int) -> HttpResponse:
    """Claims with their verdicts, endings, checks, and what was merged into the item."""
    item = item_for(request, pk)
    updates = Prefetch(
        "updates", Update.objects.filter(current=True).select_related("by").order_by("-period"), "told"
    )
    claims = list(item.completions.select_related("by", "post__office", "verdict__by").order_by("-pk"))
    endings = list(
        item.endings.select_related("asked_by", "decided_by", "reopened_by", "into").order_by("-pk")
    )
    context: dict[str, object] = {
        "claims": claims,
        "standing": claims[0] if claims and item.state == State.REPORTED else None,
        "endings": endings,
        "asked": next((ending for ending in endings if ending.stage == Ending.Stage.ASKED), None),
        "checks": checks_shown_to(request.actor, item),
        "merged": item.merged.prefetch_related(updates).select_related("office"),
        "attached": item.attachments.count(),
        "taker_open": visible_to(request.actor).filter(pk=item.merged_into_id or 0).exists(),
        "may_decide": may(request.actor, "closing.approve", item),
    }
    return show_tab(request, item, "checks/item.html", context)


@page("item.list", methods=("GET", "POST"))
def claim(request: OfficeRequest, pk: int) -> HttpResponse:
    """The lead office reports the item as done."""
    item = item_for(request, pk)
    demand(request.actor, "completion.report", item)
    initial = {"version": item.version, "value": item.last_value}
    form = ClaimForm(
        request.POST or None, request.FILES or None, item=item, valued=asks_for_value(item), initial=initial
    )

    def show(form: forms.Form) -> HttpResponse:
        context = {"form": form, "attached": item.attachments.count()}
        return show_tab(request, item, "checks/claim.html", context)

    def do(said: dict[str, Any]) -> None:
        with form.asking():
            report_with_evidence(
                actor=request.actor, item=item, version=said["version"], words=said["words"], value=said.get("value"),
                odd_reason=said["odd_reason"], files=said["evidence"], at=request.now,
            )  # fmt: skip

    return act_on(
        request, form, do,
        said=_("Reported as done. Somebody else will look at it."), then=reverse("checks:item", args=[pk]), show=show,
    )  # fmt: skip


@page("item.list", methods=("POST",))
def withdraw_claim(request: OfficeRequest, pk: int) -> HttpResponse:
    """The claim is taken back."""
    item = item_for(request, pk)
    demand(request.actor, "completion.report", item)
    form = ItemForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    withdraw_completion(actor=request.actor, item_id=item.pk, version=version, at=request.now)
    messages.success(request, _("The claim is withdrawn; the item is under way again."))
    return redirect("checks:item", pk)


@page("item.list", methods=("GET", "POST"))
def verdict(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the supervision office finds of the claim, with what can be known of it beside the form."""
    item = item_for(request, pk)
    demand(request.actor, "verdict.give", item)
    form = VerdictForm(request.POST or None, initial={"version": item.version})

    def show(form: forms.Form) -> HttpResponse:
        return show_tab(request, item, "checks/verdict.html", {"form": form} | shown_beside(request, item))

    return act_on(
        request, form,
        lambda said: give_verdict(
            actor=request.actor, item_id=item.pk, version=said["version"], finding=said["finding"],
            words=said["words"], at=request.now,
        ),
        said=_("The verdict stands in the record."), then=reverse("checks:item", args=[pk]), show=show,
    )  # fmt: skip


def shown_beside(request: OfficeRequest, item: Item) -> dict[str, object]:
    """What a verdict or signing off is given on: the claim, evidence, checks, and what the next report says (a hint, no more)."""
    standing: Completion | None = None
    if item.state == State.REPORTED:
        standing = (
            item.completions.select_related("by", "post__office", "verdict__by").order_by("-pk").first()
        )
    language: Language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return {
        "standing": standing,
        "attachments": list(item.attachments.select_related("by").order_by("-at")[:50]),
        "checks": checks_shown_to(request.actor, item),
        "last": item.updates.filter(current=True).select_related("by").order_by("-at", "-id").first(),
        "hint": next_report_on(item, language=language),
    }
