"""An item's tab: how it was urged, what was answered; urging it by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.urging.forms import AnswerForm, ByHandForm
from luoshi_web.supervision.models import Item, Urge
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.urging import services
from luoshi_web.supervision.urging.alike import Found, items_like, matter_of
from luoshi_web.supervision.urging.facts import URGEABLE
from luoshi_web.supervision.urging.ladder import default, read_terms
from luoshi_web.supervision.urging.rules import ladder_on


@page("item.list")
def shown(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the item was urged for, by rung and day. What only waits at the desk is the supervision office's to see."""
    item = item_for(request, pk)
    urges = item.urges.select_related("post__office", "decided_by", "answered_by").order_by("-on", "-pk")
    sends = may(request.actor, "urge.send", item)
    approves = may(request.actor, "urge.approve", item)
    if not sends:
        asked = [Urge.State.ASKED, Urge.State.REFUSED] if approves else []
        urges = urges.filter(state__in=[Urge.State.SENT, *asked])
    context = {
        "urges": urges,
        "sends": sends,
        "approves": approves,
        "answers": may(request.actor, "urge.answer", item),
        "urgeable": item.state in URGEABLE,
        "alike": _open_to(request, _others(item)) if sends else (),
    }
    return show_tab(request, item, "urging/item.html", context)


def _open_to(request: OfficeRequest, found: list[Found]) -> list[Found]:
    """Those of them that the post may see."""
    keys = [other.item.pk for other in found]
    seen = set(visible_to(request.actor).filter(pk__in=keys).values_list("pk", flat=True))
    return [other for other in found if other.item.pk in seen]


def _others(item: Item) -> list[Found]:
    """Open items of its office that ask the same, by the likeness of the ladder under which it was urged last."""
    latest = item.urges.select_related("ladder").first()
    usual: int = default()["terms"]["alike"]
    return items_like(matter_of(item), percent=latest.ladder.terms.get("alike", usual) if latest else usual)


@page("urge.send", methods=("GET", "HEAD", "POST"))
def by_hand(request: OfficeRequest, pk: int) -> HttpResponse:
    """The supervision office urges on a rung of its choice, with a reason."""
    item = item_for(request, pk)
    demand(request.actor, "urge.send", item)
    terms = read_terms(ladder_on(request.today).terms)
    repeats = services.repetitions(item, on=request.today, terms=terms)
    form = ByHandForm(request.POST or None, repeats=bool(repeats), initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        urge = services.urge_by_hand(
            actor=request.actor, item_id=item.pk, **form.cleaned_data, at=request.now
        )
        told = _("Sent: %(urge)s.") if urge.state == Urge.State.SENT else _("Before the leader: %(urge)s.")
        messages.success(request, told % {"urge": urge.get_rung_display()})
        return redirect("urging:item", item.pk)
    context = {"item": item, "form": form, "repeats": _open_to(request, repeats)}
    return render(request, "urging/by_hand.html", context)


@page("item.list", methods=("GET", "HEAD", "POST"))
def answer_it(request: OfficeRequest, pk: int) -> HttpResponse:
    """The lead office answers an urge."""
    urge = get_object_or_404(Urge.objects.select_related("post__office"), pk=pk, state=Urge.State.SENT)
    urge.item = item = item_for(request, urge.item_id)
    demand(request.actor, "urge.answer", item)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer(actor=request.actor, urge_id=pk, text=form.cleaned_data["text"], at=request.now)
        messages.success(request, _("Answered."))
        return redirect("urging:item", item.pk)
    return render(request, "urging/answer.html", {"urge": urge, "item": item, "form": form})
