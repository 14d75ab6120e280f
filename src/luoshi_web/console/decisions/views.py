"""Pages of the register of major decisions: the list, the year's catalogue, one of them, its acts, what is counted."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.decisions.acts import ACTS
from luoshi_web.console.decisions.columns import CATALOGUE, COLUMNS
from luoshi_web.console.decisions.filters import DecisionFilter
from luoshi_web.console.decisions.forms import CatalogueForm, EnterForm
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.shown import limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.decisions.models import Catalogue, Decision, Determination, LegalityReview
from luoshi_web.registers.decisions.rows import day_of_clock, facts_of, opens
from luoshi_web.registers.decisions.rules.gates import TABLE
from luoshi_web.registers.decisions.rules.states import BEFORE_REVIEW, State
from luoshi_web.registers.decisions.selectors import counted, visible_to
from luoshi_web.registers.decisions.services import catalogue as of_catalogue
from luoshi_web.registers.decisions.words import FIGURES, RATES, STATES
from luoshi_web.registers.engine.figures import Figure, shown
from luoshi_web.registers.engine.measures import Ratio
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun

_ROWS = ("office", "decision")


@page("decisions.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The decisions that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = DecisionFilter(request.GET, queryset=seen)
    if lists.asked(request):
        return lists.answer(request, COLUMNS, narrowed.qs.select_related(*_ROWS))
    found = paged(request, narrowed.qs, rows=Matter.objects.select_related(*_ROWS))
    context = {"filter": narrowed, "page": found, "rows": [(matter, STATES[State(matter.state)]) for matter in found]}  # fmt: skip
    if not found:
        context["begun"] = begun(Matter.Register.DECISIONS, request.actor)
    return render(request, "decisions/list.html", context)


@page("decisions.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a matter of the catalogue."""
    made: list[Decision] = []
    form = EnterForm(request.POST or None, actor=request.actor, initial={"on": request.today, "secrecy": 1})
    answer = act_on(
        request, form, lambda said: made.append(of_catalogue.enter(actor=request.actor, entered=of_catalogue.Entered(**said), at=request.now)),
        said=_("Recorded."), then=reverse("decisions:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Enter a matter to be decided"), "place": PLACE}),
    )  # fmt: skip
    return redirect("decisions:show", made[0].pk) if made else answer


@page("decisions.list")
def catalogue(request: OfficeRequest) -> HttpResponse:
    """A year's catalogue as it is now: what was first published, added, taken out; as a workbook in the layout of such catalogues."""
    year = year_asked(request)
    listed_ = visible_to(request.actor).filter(year=year).exclude(decision__listing=Decision.Listing.OUTSIDE)
    rows = listed_.select_related(*_ROWS).order_by("number", "pk")
    if lists.asked(request):
        return lists.answer(request, CATALOGUE, rows.exclude(state=State.DROPPED))
    context = {
        "place": PLACE, "year": year, "years": last_years(request.today), "catalogue": Catalogue.objects.filter(year=year).first(),
        "rows": [(matter, STATES[State(matter.state)]) for matter in rows],
    }  # fmt: skip
    return render(request, "decisions/catalogue.html", context)


@page("decisions.publish_catalogue", methods=("GET", "HEAD", "POST"))
def publish_catalogue(request: OfficeRequest, year: int) -> HttpResponse:
    """The form that says when a year's catalogue was agreed and published; 404 for a year in which the post sees nothing."""
    if not visible_to(request.actor).filter(year=year).exists():
        raise Http404
    form = CatalogueForm(request.POST or None, initial={"on": request.today})
    return act_on(
        request, form, lambda said: of_catalogue.publish_catalogue(actor=request.actor, year=year, at=request.now, **said),
        said=_("Recorded."), then=f"{reverse('decisions:catalogue')}?year={year}",
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Publish the catalogue of %(year)s") % {"year": year}, "place": PLACE}),
    )  # fmt: skip


def _found(request: OfficeRequest, pk: int) -> Decision:
    matter = get_object_or_404(visible_to(request.actor).select_related("office", "decision__executor", "decision__replaces__matter"), pk=pk)  # fmt: skip
    decision: Decision = matter.decision
    decision.matter = matter
    return decision


_PARTS = (
    Prefetch("matter__determinations", Determination.objects.select_related("entered_by", "approved_by")), "matter__consultations",
    "matter__hearings", "matter__experts", "matter__risks", "matter__fair_reviews",
    Prefetch("matter__reviews", LegalityReview.objects.select_related("given_by")), Prefetch("replaced_by", Decision.objects.select_related("matter")),
    Prefetch("matter__discussions", Discussion.objects.select_related("meeting")), "matter__dissents", "matter__evaluations",
    Prefetch("matter__waivers", Waiver.objects.select_related("asked_by", "approved_by")),
)  # fmt: skip
_SHOWN = ("determinations", "hearings", "experts", "risks", "fair_reviews", "discussions", "dissents", "evaluations")  # fmt: skip
PLACE = Place("decisions", _lazy("Major decisions"), _found)


@page("decisions.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One decision: its steps, its review, what the meeting did, what followed, what is missing, and what can be done now."""
    decision = _found(request, pk)
    matter, state = decision.matter, State(decision.matter.state)
    prefetch_related_objects([decision], *_PARTS)
    waivers = list(matter.waivers.all())
    early = state in BEFORE_REVIEW
    passage = answer(TABLE, facts_of(decision), waivers, on=request.today) if early else None
    context: dict[str, Any] = {
        "decision": decision, "matter": matter, "state": STATES[state], "place": PLACE, "acts": acts_for(ACTS, request.actor, decision),
        "clocks": limits(matter, request), "waivers": waivers, "waits": missing(passage),
        "comments": [(each, day_of_clock("comment", each.opened_on, decision.place)) for each in matter.consultations.all()],
        "reviews": [(each, opens(each, decision.place)) for each in matter.reviews.all()],
        "rounds": [each.matter for each in decision.replaced_by.all() if each.matter.secrecy <= request.actor.clearance],
        **{name: list(getattr(matter, name).all()) for name in _SHOWN},
    }  # fmt: skip
    return render(request, "decisions/show.html", context)


@page("decisions.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of a year over what the post may see, each rate by every definition with both its counts."""
    on = day_of(year_asked(request), request.today)
    found = counted(visible_to(request.actor), on=on)
    rates: list[Figure | Ratio] = [*found.rates, found.steps]
    if figures_json.asked(request):
        return figures_json.answer(request, "decisions", [*found.measures, *rates], year=on.year, on=on)
    context = {
        "place": PLACE, "year": on.year, "on": on, "years": last_years(request.today),
        "measures": [{"name": FIGURES[each.code, each.variant], "value": each.value, "unit": each.unit} for each in found.measures],
        "rates": [
            {"words": RATES[each.code, each.variant], "share": shown(each.value), "above": each.numerator, "below": each.denominator}
            for each in rates
        ],
    }  # fmt: skip
    return render(request, "decisions/figures.html", context)
