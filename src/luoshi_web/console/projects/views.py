"""Pages of the register of projects: the list, one of them, its acts, what is counted."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import page, paged
from luoshi_web.console.projects.acts import ACTS
from luoshi_web.console.projects.columns import COLUMNS
from luoshi_web.console.projects.figures import bar_of, figures
from luoshi_web.console.projects.filters import CLASSES, ProjectFilter
from luoshi_web.console.projects.forms import EnterForm
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.imports.told import origin_of
from luoshi_web.console.registers.shown import limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun
from luoshi_web.registers.projects.models import Event, Pledge, Project, StepTaken, Talk
from luoshi_web.registers.projects.rows import facts_of
from luoshi_web.registers.projects.rules.gates import SIGN, START
from luoshi_web.registers.projects.rules.states import State
from luoshi_web.registers.projects.rules.talks import shade
from luoshi_web.registers.projects.selectors import counted, visible_to
from luoshi_web.registers.projects.services import entering
from luoshi_web.registers.projects.words import SHADES, STATES
from luoshi_web.supervision.clocks.office import the_calendar

_GATES = {State.PLANNED: SIGN, State.TALKS: SIGN, State.SIGNED: START}
_OPEN = frozenset({State.PLANNED, State.TALKS})


@page("projects.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The projects that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = ProjectFilter(request.GET, queryset=seen)
    if lists.asked(request):
        return lists.answer(request, COLUMNS, narrowed.qs.select_related("office", "project"))
    found = paged(request, narrowed.qs, rows=Matter.objects.select_related("office", "project"))
    context = {"filter": narrowed, "page": found, "rows": [(matter, STATES[State(matter.state)], _shade(matter, request)) for matter in found]}  # fmt: skip
    if not found:
        context["begun"] = begun(Matter.Register.PROJECTS, request.actor)
    return render(request, "projects/list.html", context)


def _shade(matter: Matter, request: OfficeRequest) -> dict[str, Any] | None:
    """How long nothing has moved in the talks; None where nothing is to be said."""
    if State(matter.state) not in _OPEN:
        return None
    project = matter.project
    code = shade(clocks()["projects"]["quiet"], project.told_on, request.today, place=project.place, calendar=the_calendar())  # fmt: skip
    return {"code": code.value, "words": SHADES[code]} if code else None


@page("projects.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a project that comes in."""
    made: list[Project] = []
    form = EnterForm(request.POST or None, initial={"on": request.today, "secrecy": 1})
    answer = act_on(
        request, form, lambda said: made.append(entering.enter(actor=request.actor, entered=entering.Entered(**said), at=request.now)),
        said=_("Entered."), then=reverse("projects:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Enter a project"), "place": PLACE}),
    )  # fmt: skip
    return redirect("projects:show", made[0].pk) if made else answer


def _found(request: OfficeRequest, pk: int) -> Project:
    matter = get_object_or_404(visible_to(request.actor).select_related("office", "project"), pk=pk)
    project: Project = matter.project
    project.matter = matter
    return project


_PARTS = (
    Prefetch("steps", StepTaken.objects.select_related("entered_by", "approved_by")), "contracts", "money", "plans",
    Prefetch("events", Event.objects.select_related("entered_by", "confirmed_by", "taken_back_by")),
    Prefetch("pledges", Pledge.objects.select_related("kept_by")), Prefetch("talks", Talk.objects.select_related("by")),
    Prefetch("matter__waivers", Waiver.objects.select_related("asked_by", "approved_by")),
)  # fmt: skip
PLACE = Place("projects", _lazy("Projects"), _found)


@page("projects.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One project: what is built and by whom, what was decided, signed, done and paid, what both sides promised, what runs, and what can be done now."""
    project = _found(request, pk)
    matter, state = project.matter, State(project.matter.state)
    prefetch_related_objects([project], *_PARTS)
    waivers = list(matter.waivers.all())
    gate = _GATES.get(state)
    passage = answer(gate, facts_of(project), waivers, on=request.today) if gate else None
    context = {
        "project": project, "matter": matter, "state": STATES[state], "place": PLACE, "acts": acts_for(ACTS, request.actor, project),
        "origin": origin_of(matter) if project.taken_over else None,
        "shade": _shade(matter, request), "clocks": limits(matter, request), "waivers": waivers, "waits": missing(passage),
        **{name: list(getattr(project, name).all()) for name in ("steps", "contracts", "events", "money", "plans", "pledges", "talks")},
    }  # fmt: skip
    return render(request, "projects/show.html", context)


@page("projects.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of a year over what the post may see, by each way of counting; a promised number against it."""
    on = day_of(year_asked(request), request.today)
    said = request.GET.get("size", "")
    matters = visible_to(request.actor)
    if figures_json.asked(request):
        found = counted(matters, on=on, bar=bar_of(said))
        every: list[figures_json.Counted] = [*found.measures, *found.rates, *found.ratios]
        return figures_json.answer(request, "projects", every, year=on.year, on=on)
    context = {
        "place": PLACE, "year": on.year, "on": on, "size": said, "sizes": CLASSES, "years": last_years(request.today),
        **figures(matters, request.GET.dict(), on=on, bar=bar_of(said)), "asked": request.GET,
    }  # fmt: skip
    return render(request, "projects/figures.html", context)
