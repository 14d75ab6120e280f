"""An act on many: what it would do is shown first, then done, and what was left is named with the reason."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from luoshi_web.console.bulk.chosen import chosen_of
from luoshi_web.console.bulk.forms import FORMS, BulkForm
from luoshi_web.console.bulk.lists import LISTS
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest, back
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.publication.models import Release
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.bulk.act import BulkAct, Left, Weighed, carry_out, weigh
from luoshi_web.supervision.models import Change, Completion, Ending, Extension, Objection, Urge
from luoshi_web.supervision.states import State

SHOWN = 500
"""Things named on a page; of more it says how many there are."""


def act_page(act: BulkAct) -> Callable[..., HttpResponse]:
    """The page of an act: it begins with the right to the list. To look at its address leads back to where acts begin."""

    @page(act.page, methods=("GET", "HEAD", "POST"))
    def shown(request: OfficeRequest) -> HttpResponse:
        if request.method != "POST":
            return redirect("home")
        return _act(request, act)

    return shown


def _act(request: OfficeRequest, act: BulkAct) -> HttpResponse:
    where = LISTS.get(request.POST.get("list", ""))
    if where is None or act not in where.acts:
        raise Http404
    of = request.POST.get("of", "")
    number = int(of) if of.isdecimal() and len(of) < 18 else 0
    most = most_of(act)
    chosen = chosen_of(request, where, of=number, most=most)
    home = back(request, reverse("home"))
    if not chosen or len(chosen) > most:
        told = gettext("Tick some rows, or choose the whole page or all that match.")
        many = gettext("More than %(count)s at once: narrow the list first.") % {"count": most}
        messages.error(request, many if chosen else told)
        return HttpResponseRedirect(home)
    weighed = weigh(act, actor=request.actor, chosen=chosen)
    if weighed.gone == len(chosen):
        raise Http404
    if weighed.nothing_is_yours:
        raise PermissionDenied
    form = _form(request, act)
    common = {"act": act, "list": where, "of": number, "back": home, "query": request.POST.get("query", "")}
    if "go" in request.POST and (form is None or form.is_valid()):
        return _done(request, act, chosen, form.values() if form else {}, common)
    things = [*weighed.fit, *(left.thing for left in weighed.left)]
    context = common | {
        "form": form, "fit": [(named(thing), link(thing)) for thing in weighed.fit[:SHOWN]], "count": len(weighed.fit),
        "left": by_reason(weighed.left), "gone": weighed.gone, "all": len(chosen), "chosen": _packed(chosen, things),
        "period": getattr(form, "period", None), "unfit": len(weighed.left) + weighed.gone, "alone": _alone(act, weighed),
    }  # fmt: skip
    return render(request, "bulk/ask.html", context)


def most_of(act: BulkAct) -> int:
    """How many an act takes at once."""
    return act.most


def _packed(chosen: Iterable[tuple[int, int]], things: Iterable[Any]) -> str:
    """What the page that asks once more carries: of things that are there, as they were chosen."""
    there = {thing.pk for thing in things}
    return " ".join(f"{key}.{version}" for key, version in chosen if key in there)


def _alone(act: BulkAct, weighed: Weighed) -> bool:
    """Whether an act that takes several has got a single one."""
    return act.together is not None and len(weighed.fit) < 2


def _form(request: OfficeRequest, act: BulkAct) -> BulkForm | None:
    if act.name not in FORMS:
        return None
    query = QueryDict(request.POST.get("query", ""))
    return FORMS[act.name](request.POST if "go" in request.POST else None, query=query, today=request.today)


def _done(
    request: OfficeRequest, act: BulkAct, chosen: list[tuple[int, int]], values: dict[str, Any], common: dict[str, Any]
) -> HttpResponse:  # fmt: skip
    outcome = carry_out(act, actor=request.actor, chosen=chosen, values=values, at=request.now)
    done = len(outcome.done)
    told = ngettext("%(act)s: %(count)s done.", "%(act)s: %(count)s done.", done) % {
        "act": act.words,
        "count": done,
    }
    if not outcome.left and not outcome.gone:
        messages.success(request, told)
        return HttpResponseRedirect(common["back"])
    context = common | {
        "done": done, "told": told, "left": by_reason(outcome.left), "count": len(outcome.left), "gone": outcome.gone
    }  # fmt: skip
    return render(request, "bulk/done.html", context)


def by_reason(left: Iterable[Left]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Reason → the things it holds for with their pages, the commonest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in left:
        found[each.why].append((named(each.thing), link(each.thing)))
    return sorted(found.items(), key=lambda pair: -len(pair[1]))


def named(thing: Any) -> str:
    """What a thing is called: what hangs on an item by its item."""
    if isinstance(thing, Objection):
        return f"{thing.score.office}: {thing.reason[:40]}"
    return str(thing.item) if type(thing) in _OF_ITEM else str(thing)


_OF_ITEM = {
    Extension: "limits:of_item", Change: "limits:of_item", Completion: "checks:item", Ending: "checks:item", Urge: "urging:item",
}  # fmt: skip
"""What hangs on an item → the page of the item that shows it."""


def link(thing: Any) -> str:
    """The page of a thing; of a row that an act has taken away none is asked for."""
    if isinstance(thing, Entry):
        return reverse("reports:entry", args=[thing.report_id, thing.pk])
    if isinstance(thing, Matter):
        return reverse(f"{thing.register}:show", args=[thing.pk])
    if isinstance(thing, Release):
        return reverse("publication:show", args=[thing.pk])
    if isinstance(thing, Objection):
        return reverse("appraisal:objection", args=[thing.pk])
    if page_of_item := _OF_ITEM.get(type(thing)):
        return reverse(page_of_item, args=[thing.item_id])
    draft_of_split = thing.state == State.DRAFT and thing.split_id is not None
    return reverse("split:row" if draft_of_split else "items:show", args=[thing.pk])
