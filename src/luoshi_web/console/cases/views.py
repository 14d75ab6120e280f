"""Pages of the register of cases: the list, an application or a court case, its acts, what is counted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.console.cases.acts import ACTS
from luoshi_web.console.cases.columns import COLUMNS, kind_of, outcome_of
from luoshi_web.console.cases.court_forms import SueForm
from luoshi_web.console.cases.figures import figures
from luoshi_web.console.cases.filters import CaseFilter
from luoshi_web.console.cases.forms import ApplyForm
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.shown import limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.models import CaseAdvice, CaseParty, CaseStep, Reconsideration
from luoshi_web.registers.cases.names import masked
from luoshi_web.registers.cases.rows import apply_by, facts_of, suit_of
from luoshi_web.registers.cases.rules import court as court_rules
from luoshi_web.registers.cases.rules import gates
from luoshi_web.registers.cases.rules.court import Stage
from luoshi_web.registers.cases.rules.facts import LASTING
from luoshi_web.registers.cases.rules.states import State
from luoshi_web.registers.cases.selectors import counted, visible_to
from luoshi_web.registers.cases.services import court, entering
from luoshi_web.registers.cases.services.concluding import may_terminate_from
from luoshi_web.registers.cases.words import ALL
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import begun

_GATES: dict[str, Gate[Any]] = {
    State.RECEIVED: gates.ACCEPT, State.HANDLING: gates.DECIDE, State.SERVED: gates.CLOSE, State.PERFORMING: gates.CLOSE,
    Stage.SUED: court_rules.JUDGE, Stage.PLEADED: court_rules.JUDGE, Stage.IN_COURT: court_rules.JUDGE,
    Stage.EFFECTIVE: court_rules.CLOSE, Stage.CARRIED_OUT: court_rules.CLOSE,
}  # fmt: skip


@page("cases.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The cases that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = CaseFilter(request.GET, queryset=seen)
    rows = Matter.objects.select_related("office", "reconsideration", "suit").prefetch_related("case_parties")
    if lists.asked(request):
        found = narrowed.qs.select_related("office", "reconsideration", "suit").prefetch_related("case_parties")  # fmt: skip
        return lists.answer(request, COLUMNS, found)
    shown = paged(request, narrowed.qs, rows=rows)
    context = {
        "filter": narrowed, "page": shown,
        "rows": [(matter, kind_of(matter), _names(matter.case_parties.all()), outcome_of(matter), ALL[matter.state]) for matter in shown],
    }  # fmt: skip
    if not shown:
        context["begun"] = begun(Matter.Register.CASES, request.actor)
    return render(request, "cases/list.html", context)


def _names(parties: Any) -> str:
    return "、".join(masked(party) for party in parties if party.role == CaseParty.Role.APPLICANT)


def _entering(
    request: OfficeRequest,
    form: forms.Form,
    title: StrOrPromise,
    enter: Callable[[dict[str, Any]], Reconsideration | Suit],
) -> HttpResponse:
    """The form of what comes in; once it is in, its page."""
    made: list[Reconsideration | Suit] = []
    answer = act_on(
        request, form, lambda said: made.append(enter(said)), said=_("Entered in the register."), then=reverse("cases:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": title, "place": PLACE}),
    )  # fmt: skip
    return redirect("cases:show", made[0].pk) if made else answer


@page("cases.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for an application that comes in."""
    form = ApplyForm(request.POST or None, initial={"received_on": request.today})
    return _entering(
        request, form, _("Enter an application"),
        lambda said: entering.apply(actor=request.actor, applied=entering.Applied(**said), at=request.now),
    )  # fmt: skip


@page("cases.keep", methods=("GET", "HEAD", "POST"))
def sued(request: OfficeRequest) -> HttpResponse:
    """The form for an instance of a court case that comes in."""
    form = SueForm(request.POST or None, initial={"filed_on": request.today, "copy_received_on": request.today})  # fmt: skip
    return _entering(
        request, form, _("Enter a court case"), lambda said: court.sue(actor=request.actor, sued=court.Sued(**said), at=request.now)
    )  # fmt: skip


def _found(request: OfficeRequest, pk: int) -> Reconsideration | Suit:
    seen = visible_to(request.actor).select_related(
        "office", "reconsideration__handler", "reconsideration__extension__asked_by", "reconsideration__extension__approved_by",
        "suit__earlier__matter", "suit__application__matter",
    )  # fmt: skip
    matter = get_object_or_404(seen, pk=pk)
    row: Reconsideration | Suit = matter.suit if hasattr(matter, "suit") else matter.reconsideration
    row.matter = matter
    return row


_SHARED = (
    Prefetch("matter__case_advice", CaseAdvice.objects.select_related("office")), "matter__case_parties", "matter__clocks",
)  # fmt: skip
PLACE = Place("cases", _lazy("Reconsideration and court cases"), _found)


@page("cases.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """An application or a court case: what is asked for, what runs, what was done, and what can be done now. Names for the keeper alone."""
    row = _found(request, pk)
    matter = row.matter
    prefetch_related_objects([row], *_SHARED)
    named = may(request.actor, "cases.parties", matter)
    template, more = _of_suit(row) if isinstance(row, Suit) else _of_application(row)
    gate = _GATES.get(matter.state)
    facts = suit_of(row) if isinstance(row, Suit) else facts_of(row)
    context = {
        "row": row, "matter": matter, "state": ALL[matter.state], "place": PLACE, "acts": acts_for(ACTS, request.actor, row),
        "clocks": limits(matter, request), "waits": missing(gate.ask(facts, request.today) if gate else None),
        "parties": [(party, party.name if named else masked(party)) for party in matter.case_parties.all()], "named": named,
        "advice": list(matter.case_advice.all()), **more,
    }  # fmt: skip
    return render(request, template, context)


def _of_application(case: Reconsideration) -> tuple[str, dict[str, Any]]:
    steps = Prefetch("steps", CaseStep.objects.select_related("entered_by", "approved_by"))
    prefetch_related_objects([case], steps, "suspensions", Prefetch("suits", Suit.objects.select_related("matter")))  # fmt: skip
    stops = [
        (each, may_terminate_from(each) if each.until is None and each.ground in LASTING else None)
        for each in case.suspensions.all()
    ]
    more = {"steps": list(case.steps.all()), "stops": stops, "suits": list(case.suits.all()), "apply_by": apply_by(case), "extension": getattr(case, "extension", None)}  # fmt: skip
    return "cases/show.html", more


def _of_suit(suit: Suit) -> tuple[str, dict[str, Any]]:
    hearings = Prefetch("hearings", CourtHearing.objects.select_related("entered_by"))
    prefetch_related_objects([suit], hearings, Prefetch("later", Suit.objects.select_related("matter")))
    return "cases/suit.html", {"hearings": list(suit.hearings.all()), "later": list(suit.later.all())}


@page("cases.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of the cases of a year over what the post may see, each rate by every definition."""
    on = day_of(year_asked(request), request.today)
    found = counted(visible_to(request.actor), on=on)
    if figures_json.asked(request):
        return figures_json.answer(
            request, "cases", [*found.measures, *found.rates, found.to_court], year=on.year, on=on
        )
    context = {"place": PLACE, "year": on.year, "today": on, "years": last_years(request.today), **figures(found)}  # fmt: skip
    return render(request, "cases/figures.html", context)
