"""Pages of the register of normative documents: the list, one of them, its acts, those in force on a day, what is counted."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.documents.acts import ACTS
from luoshi_web.console.documents.columns import COLUMNS, IN_FORCE
from luoshi_web.console.documents.filters import DocumentFilter
from luoshi_web.console.documents.forms import DraftForm, TakeOverForm
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.shown import limits, missing, rate
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.documents.days import answer as day_of_clock
from luoshi_web.registers.documents.days import evaluate_from
from luoshi_web.registers.documents.models import (
    DocumentEvaluation,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    NormativeDocument,
)
from luoshi_web.registers.documents.rows import facts_of, force_of
from luoshi_web.registers.documents.rules.force import in_force
from luoshi_web.registers.documents.rules.gates import DELIBERATE, PUBLISH, REGISTER, SUBMIT
from luoshi_web.registers.documents.rules.states import ISSUED, OVER, State
from luoshi_web.registers.documents.selectors import binding, counted, visible_to
from luoshi_web.registers.documents.services import entering
from luoshi_web.registers.documents.words import FIGURES, RATES, STATES
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun

_GATES = {
    State.DRAFT: SUBMIT, State.COMMENTING: SUBMIT, State.REVIEWING: DELIBERATE, State.DELIBERATED: REGISTER, State.REGISTERED: PUBLISH,
}  # fmt: skip
_SAID_BY_THE_FORM = ("effect_before", "effect_early", "span_missing", "span_long")


@page("documents.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The documents that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = DocumentFilter(request.GET, queryset=seen)
    if lists.asked(request):
        return lists.answer(request, COLUMNS, narrowed.qs.select_related("office", "document"))
    found = paged(request, narrowed.qs, rows=Matter.objects.select_related("office", "document"))
    rows = [(matter, STATES[State(matter.state)], _force(matter.document, request.today)) for matter in found]
    context: dict[str, Any] = {"filter": narrowed, "page": found, "rows": rows}
    if not found:
        context["begun"] = begun(Matter.Register.DOCUMENTS, request.actor)
    return render(request, "documents/list.html", context)


def _force(document: NormativeDocument, on: date) -> str:
    """Whether it binds on a day: ``in_force``, ``not_yet``, ``over``; nothing of what is not published."""
    if document.published_on is None or document.effective_on is None:
        return ""
    if in_force(force_of(document), on):
        return "in_force"
    return "not_yet" if document.effective_on > on else "over"


@page("documents.list")
def binding_on(request: OfficeRequest) -> HttpResponse:
    """What is in force on a day: today, or the day that was asked for."""
    on = _day(request)
    found = visible_to(request.actor).filter(binding(on, of="document__")).order_by("year", "number", "id")
    if lists.asked(request):
        return lists.answer(request, IN_FORCE, found.select_related("office", "document"))
    shown_ = paged(request, found, rows=Matter.objects.select_related("office", "document"))
    return render(request, "documents/in_force.html", {"page": shown_, "on": on, "count": shown_.paginator.count})  # fmt: skip


def _day(request: OfficeRequest) -> date:
    try:
        return parse_date(request.GET.get("on", "")) or request.today
    except ValueError:  # 2026-02-31
        return request.today


@page("documents.draft", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a draft."""
    made: list[NormativeDocument] = []
    form = DraftForm(request.POST or None, actor=request.actor, today=request.today)
    answer_ = act_on(
        request, form, lambda said: made.append(entering.draft(actor=request.actor, drafted=entering.Drafted(**said), at=request.now)),
        said=_("Entered."), then=reverse("documents:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Enter a draft"), "place": PLACE}),
    )  # fmt: skip
    return redirect("documents:show", made[0].pk) if made else answer_


@page("documents.keep", methods=("GET", "HEAD", "POST"))
def take_over(request: OfficeRequest) -> HttpResponse:
    """The form for a document that was issued before the register."""
    made: list[NormativeDocument] = []
    form = TakeOverForm(request.POST or None)
    answer_ = act_on(
        request, form, lambda said: made.append(entering.take_over(actor=request.actor, taken=entering.TakenOver(**said), at=request.now)),
        said=_("Entered."), then=reverse("documents:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Take over a document issued before"), "place": PLACE}),
    )  # fmt: skip
    return redirect("documents:show", made[0].pk) if made else answer_


def _found(request: OfficeRequest, pk: int) -> NormativeDocument:
    seen = visible_to(request.actor).select_related("office", "document__replaced_by__matter", "document__continues__matter")  # fmt: skip
    matter = get_object_or_404(seen, pk=pk)
    document: NormativeDocument = matter.document
    document.matter = matter
    return document


_PARTS = (
    Prefetch("steps", DocumentStep.objects.select_related("entered_by", "confirmed_by")),
    Prefetch("evaluations", DocumentEvaluation.objects.select_related("by")), "suspensions",
    Prefetch("replaces", NormativeDocument.objects.select_related("matter")),
    Prefetch("matter__waivers", Waiver.objects.select_related("asked_by", "approved_by")),
)  # fmt: skip
_PUBLISHED_PARTS = (
    Prefetch("filings", DocumentFiling.objects.select_related("by")),
    Prefetch("requests", DocumentRequest.objects.select_related("clock", "answered_by")),
)
PLACE = Place("documents", _lazy("Normative documents"), _found)


@page("documents.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One document: what it regulates, comments, reviews, its numbers, days and validity, what came of it, and what can be done now."""
    document = _found(request, pk)
    matter, state = document.matter, State(document.matter.state)
    issued = state in ISSUED | OVER
    prefetch_related_objects([document], *_PARTS, *(_PUBLISHED_PARTS if issued else ()))
    waivers = list(matter.waivers.all())
    gate = _GATES.get(state)
    passage = answer(gate, facts_of(document), waivers, on=request.today) if gate else None
    handles = matter.office_id == request.actor.office_id or request.actor.role in {"supervision", "leader", "auditor"}  # fmt: skip
    context = {
        "document": document, "matter": matter, "state": STATES[state], "place": PLACE, "acts": acts_for(ACTS, request.actor, document),
        "clocks": limits(matter, request), "waivers": waivers, "waits": missing(passage, besides=_SAID_BY_THE_FORM),
        "force": _force(document, request.today), "last": force_of(document).last, "evaluate_from": evaluate_from(document) if issued else None,
        "comment_full": day_of_clock("comment", document.comment_from, document.place), "handles": handles,
        **{name: list(getattr(document, name).all()) for name in ("steps", "evaluations", "suspensions", "replaces")},
        **{name: list(getattr(document, name).all()) if issued else [] for name in ("filings", "requests")},
    }  # fmt: skip
    return render(request, "documents/show.html", context)


@page("documents.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of a year over what the post may see."""
    on = day_of(year_asked(request), request.today)
    found = counted(visible_to(request.actor), on=on)
    if figures_json.asked(request):
        return figures_json.answer(request, "documents", [*found.measures, *found.rates], year=on.year, on=on)
    context = {
        "place": PLACE, "year": on.year, "on": on, "years": last_years(request.today),
        "measures": [(FIGURES[each.code, each.variant], each.value) for each in found.measures],
        "rates": [rate(each, RATES) for each in found.rates],
    }  # fmt: skip
    return render(request, "documents/figures.html", context)
