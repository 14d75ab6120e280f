"""Pages of the register of suggestions and proposals: the list, one of them, its acts, the rates."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import page, paged
from luoshi_web.console.proposals.acts import ACTS
from luoshi_web.console.proposals.columns import COLUMNS
from luoshi_web.console.proposals.filters import ProposalFilter
from luoshi_web.console.proposals.forms import FileForm
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.imports.told import origin_of
from luoshi_web.console.registers.shown import exceptions, limits, missing, rate
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.matters.models import Matter, Opened, Waiver
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.matters.papers.selectors import drafts_for
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun
from luoshi_web.registers.proposals.models import (
    Commitment,
    Contact,
    OutcomeChange,
    Proposal,
    Rating,
    Return,
    Share,
)
from luoshi_web.registers.proposals.rows import facts_of
from luoshi_web.registers.proposals.rules.gates import REPLY, SETTLE
from luoshi_web.registers.proposals.rules.states import State
from luoshi_web.registers.proposals.selectors import rates_of, visible_to
from luoshi_web.registers.proposals.services import filing
from luoshi_web.registers.proposals.words import RATES, STATES
from luoshi_web.supervision.selectors.items import visible_to as items_visible_to


@page("proposals.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The proposals that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = ProposalFilter(request.GET, queryset=seen)
    rows = Matter.objects.select_related("office", "proposal").prefetch_related("proposal__signatories")
    if lists.asked(request):
        return lists.answer(request, COLUMNS, narrowed.qs.select_related("office", "proposal").prefetch_related("proposal__signatories"))  # fmt: skip
    shown_ = paged(request, narrowed.qs, rows=rows)
    context = {"filter": narrowed, "page": shown_, "rows": [(matter, STATES[State(matter.state)]) for matter in shown_]}  # fmt: skip
    if not shown_:
        context["begun"] = begun(Matter.Register.PROPOSALS, request.actor)
    return render(request, "proposals/list.html", context)


@page("proposals.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a proposal that comes in."""
    made: list[Proposal] = []
    form = FileForm(
        request.POST or None, actor=request.actor, initial={"filed_on": request.today, "secrecy": 0}
    )
    answer = act_on(
        request, form, lambda said: made.append(filing.file_proposal(actor=request.actor, filed=filing.Filed(**said), at=request.now)),
        said=_("Filed, to be assigned."), then=reverse("proposals:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("File a proposal"), "place": PLACE}),
    )  # fmt: skip
    return redirect("proposals:show", made[0].pk) if made else answer


_PARTS = (
    Prefetch("shares", Share.objects.select_related("office")), "signatories", Prefetch("contacts", Contact.objects.select_related("signatory", "by")),
    Prefetch("commitments", Commitment.objects.select_related("verified_by")),
    Prefetch("ratings", Rating.objects.select_related("given_by", "entered_by", "commitment")),
)  # fmt: skip
_SELDOM = {
    "returned": Exists(Return.objects.filter(proposal=OuterRef("pk"))), "changed": Exists(OutcomeChange.objects.filter(proposal=OuterRef("pk"))),
    "followed": Exists(Opened.objects.filter(matter=OuterRef("pk"))), "excepted": Exists(Waiver.objects.filter(matter=OuterRef("pk"))),
    "papered": Exists(PaperDraft.matters.through.objects.filter(matter=OuterRef("pk"))),
}  # fmt: skip
"""What most proposals have none of: whether there is any is asked with the matter, so that a page asks for the rows where there are some."""


def _found(request: OfficeRequest, pk: int, *, whole: bool = False) -> Proposal:
    seen = visible_to(request.actor).select_related("office", "proposal__led_by")
    matter = get_object_or_404(seen.annotate(**_SELDOM) if whole else seen, pk=pk)
    proposal: Proposal = matter.proposal
    proposal.matter = matter
    return proposal


PLACE = Place("proposals", _lazy("Suggestions and proposals"), _found)


@page("proposals.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One proposal: what was asked, who handles it, what runs, what was said, answered, promised and rated, and what can be done now."""
    proposal = _found(request, pk, whole=True)
    matter, state = proposal.matter, State(proposal.matter.state)
    prefetch_related_objects([proposal], *_PARTS)
    there = {name: getattr(matter, name) for name in _SELDOM}
    gate = {State.HANDLING: REPLY, State.REDOING: REPLY}.get(state, SETTLE if proposal.replied_on and matter.phase != "ended" else None)  # fmt: skip
    waivers = exceptions(matter) if there["excepted"] else []
    passage = answer(gate, facts_of(proposal, signed=True), waivers, on=request.today) if gate else None
    opened = matter.opened.filter(item__in=items_visible_to(request.actor)).select_related("item")
    context: dict[str, Any] = {
        "proposal": proposal, "matter": matter, "state": STATES[state], "acts": acts_for(ACTS, request.actor, proposal), "place": PLACE,
        "clocks": limits(matter, request), "replies": list(proposal.replies.select_related("signed_by")) if proposal.replied_on else [],
        **{name: list(getattr(proposal, name).all()) for name in ("shares", "signatories", "contacts", "commitments", "ratings")},
        "returns": list(proposal.returns.select_related("office", "by", "decided_by")) if there["returned"] else [],
        "changes": list(proposal.outcome_changes.select_related("by")) if there["changed"] else [],
        "opened": [each.item for each in opened] if there["followed"] else [], "waivers": waivers,
        "papers": list(drafts_for(request.actor, "proposals").filter(matters=matter)) if there["papered"] else [],
        "origin": origin_of(matter) if proposal.taken_over else None, "waits": missing(passage, besides=("outcome_missing", "public_undecided")),
    }  # fmt: skip
    return render(request, "proposals/show.html", context)


@page("proposals.list")
def rates(request: OfficeRequest) -> HttpResponse:
    """The rates of a year over what the post may see, each by every definition with both its counts."""
    year = year_asked(request)
    figures = rates_of(visible_to(request.actor).filter(year=year), on=request.today)
    if figures_json.asked(request):
        return figures_json.answer(request, "proposals", figures, year=year, on=request.today)
    context = {"place": PLACE, "year": year, "rows": [rate(figure, RATES) for figure in figures], "years": last_years(request.today)}  # fmt: skip
    return render(request, "registers/rates.html", context)
