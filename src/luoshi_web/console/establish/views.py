"""Pages of 立项: the list, the form, the draft with what asks the same, the chief's word, the assignment."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.establish.columns import ORIGINS
from luoshi_web.console.establish.filters import OriginFilter
from luoshi_web.console.establish.forms import AlikeForm, ChiefForm, EstablishForm
from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.language import name_of
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest, back, version_of
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.clocks.defaults import defaults_on
from luoshi_web.supervision.clocks.explain import explain
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.models import Item, Origin
from luoshi_web.supervision.selectors.alike import decided, undecided
from luoshi_web.supervision.selectors.establishment import establishment
from luoshi_web.supervision.selectors.origins import origins_for
from luoshi_web.supervision.services import establish
from luoshi_web.supervision.services.alike import decide_alike
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.alike import Found
from luoshi_web.workdays.count import count_limit


@page("origin.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Items that follow from instructions and decisions, the latest first."""
    narrowed = OriginFilter(request.GET, queryset=origins_for(request.actor))
    if lists.asked(request):
        return lists.answer(request, ORIGINS, narrowed.qs)
    context = {
        "filter": narrowed,
        "page": paged(request, narrowed.qs, rows=narrowed.qs),
        "names": {code: name_of(row) for code, row in defaults_on(request.today).items()},
    }
    return render(request, "establish/list.html", context)


@page("item.establish", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form. What it makes is a draft: nobody has been given anything yet."""
    there = establishment(at=request.today)
    form = EstablishForm(
        request.POST or None, actor=request.actor, on=request.today, offices=there.offices, heads=dict(there.heads),
        initial={"said_on": request.today, "secrecy": 0},
    )  # fmt: skip
    made: list[Item] = []
    answer = act_on(
        request, form, lambda said: made.append(establish.establish(actor=request.actor, asked=form.asked(), at=request.now)),
        said=_("Entered. Look at what asks the same, then assign it."), then=reverse("establish:list"),
        show=lambda form: render(request, "establish/new.html", {"form": form, "no_chief": not _has_chief()}),
    )  # fmt: skip
    return redirect("establish:show", made[0].pk) if made else answer


@page("origin.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft: what it says, what asks the same, who approves it, when it would be due. Once it is out, the item's own page."""
    origin = get_object_or_404(origins_for(request.actor), item=pk)
    if origin.item.state != State.DRAFT:
        return redirect("items:show", pk)
    return render(request, "establish/show.html", _shown(request, origin))


def _shown(request: OfficeRequest, origin: Origin) -> dict[str, Any]:
    item = origin.item
    edits = may(request.actor, "item.edit", item)
    left = undecided([item], actor=request.actor, on=request.today).get(item.pk, [])
    decides = may(request.actor, "origin.decide", item) and origin.state == Origin.State.ASKED
    context: dict[str, Any] = {
        "origin": origin, "item": item, "document": name_of(defaults_on(request.today)[origin.document]),
        "helpers": list(item.co_units.select_related("post__office")), "edits": edits, "alike": alike_forms(item, left),
        "said": list(decided(item)), "chief": ChiefForm(initial={"version": item.version}) if decides else None,
        "may_go": edits and not left and origin.state in {Origin.State.READY, Origin.State.APPROVED},
        "no_chief": origin.state == Origin.State.ASKED and not _has_chief(),
    }  # fmt: skip
    if item.due is None and origin.count:
        counted = count_limit(request.today, origin.count, origin.days, the_calendar())
        context |= {"would_be_due": counted.due, "because": explain(counted)}
    return context


def alike_forms(item: Item, found: list[Found]) -> list[tuple[Item, Found, AlikeForm]]:
    """The draft, what asks the same, and the form in which somebody says what it is."""
    return [
        (
            item,
            each,
            AlikeForm(
                initial={"version": item.version, "other": each.item.pk}, auto_id=f"a{item.pk}_{each.item.pk}_%s"
            ),
        )
        for each in found
    ]  # fmt: skip


@page("split.draft", methods=("POST",))
def alike(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a draft is beside another item: merged, handled together, or no repetition."""
    item = item_for(request, pk)
    demand(request.actor, "item.edit", item)
    form = AlikeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose: merge, handle together, or no repetition."))
        return HttpResponseRedirect(back(request, reverse("items:show", args=[pk])))
    said = form.cleaned_data
    decide_alike(
        actor=request.actor, item_id=pk, version=said["version"], other_id=said["other"], decision=said["decision"],
        reason=said["reason"], at=request.now,
    )  # fmt: skip
    messages.success(request, _("It stands in the record what this is."))
    return HttpResponseRedirect(back(request, reverse("items:show", args=[pk])))


@page("origin.decide", methods=("POST",))
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head of the government approves, or does not."""
    origin = get_object_or_404(origins_for(request.actor), item=pk, item__state=State.DRAFT)
    demand(request.actor, "origin.decide", origin.item)
    form = ChiefForm(request.POST)
    context = _shown(request, origin)

    def do(said: dict[str, Any]) -> None:
        establish.decide_origin(
            actor=request.actor, item_id=pk, version=said["version"], approve=said["decision"] == "approve",
            answer=said["answer"], at=request.now,
        )  # fmt: skip

    return act_on(
        request, form, do, said=_("Decided."), then=reverse("establish:list"),
        show=lambda form: render(request, "establish/show.html", context | {"chief": form}),
    )  # fmt: skip


@page("split.draft", methods=("POST",))
def hand_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """The item goes to its office."""
    origin = get_object_or_404(origins_for(request.actor), item=pk)
    demand(request.actor, "item.assign", origin.item)
    establish.hand_out(actor=request.actor, item_id=pk, version=version_of(request), at=request.now)
    messages.success(request, _("Assigned, to be signed for."))
    return redirect("items:show", pk)


def _has_chief() -> bool:
    return Post.objects.filter(chief=True, active=True).exists()
