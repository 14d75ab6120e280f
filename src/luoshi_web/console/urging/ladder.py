"""The ladder's rules with their dates, and putting a new one in force."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.urging.forms import BASIS_WORDS, NUMBER_WORDS, TOLD_WORDS, LadderForm
from luoshi_web.supervision.models import Ladder
from luoshi_web.supervision.models.urging import Rung
from luoshi_web.supervision.urging.ladder import BASES, RUNGS
from luoshi_web.supervision.urging.rules import ladder_on, put_in_force


def _tables(terms: dict[str, Any]) -> dict[str, Any]:
    """The terms as the page shows them."""
    rungs = [
        (Rung(number).label, said["by_itself"], said["pause"], said["answer_within"], [TOLD_WORDS[t] for t in said["told"]])
        for number, name in enumerate(RUNGS, 1)
        for said in [terms["rungs"][name]]
    ]  # fmt: skip
    rules = [
        (BASIS_WORDS[basis], [terms["rules"][basis].get(name) for name in RUNGS])
        for basis in BASES
        if basis in terms["rules"]
    ]
    return {
        "rungs": rungs,
        "rules": rules,
        "numbers": [(words, terms[name]) for name, words in NUMBER_WORDS.items()],
    }


@page("item.list")
def ladders(request: OfficeRequest) -> HttpResponse:
    """The ladder in force today, or the one that ``?ladder=`` names; and all others. Everybody may know the rules."""
    present = ladder_on(request.today)
    asked = request.GET.get("ladder", "")
    shown = Ladder.objects.filter(pk=asked).first() if asked.isdecimal() else None
    shown = shown or present
    context = {
        "all": Ladder.objects.order_by("-in_force"),
        "present": present,
        "shown": shown,
        "rung_names": Rung,
    }
    return render(request, "urging/ladder.html", context | _tables(shown.terms))


@page("rules.manage", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """A new ladder from a coming day on, begun from the one in force."""
    demand(request.actor, "rules.manage")
    present = ladder_on(request.today)
    form = LadderForm(request.POST or None, terms=present.terms, initial={"name": present.name})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = put_in_force(
            actor=request.actor, name=said["name"], source=said["source"], terms=form.as_terms(), since=said["since"],
            on=request.today, at=request.now,
        )  # fmt: skip
        messages.success(request, _("In force from %(day)s.") % {"day": made.in_force.isoformat()})
        return redirect("urging:ladder")
    return render(request, "urging/new_ladder.html", {"form": form, "rung_names": Rung})
