"""Pages of the register of suggestions and proposals: the list, one of them, its acts, the rates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import View, demand, page, paged
from luoshi_web.console.proposals.acts import Act, acts_for
from luoshi_web.console.proposals.columns import PROPOSALS
from luoshi_web.console.proposals.filters import ProposalFilter
from luoshi_web.console.proposals.forms import FileForm
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.figures import Figure, shown
from luoshi_web.registers.models import Clock, Matter, Proposal
from luoshi_web.registers.proposals.rules.gates import REPLY, SETTLE
from luoshi_web.registers.proposals.rules.states import State
from luoshi_web.registers.proposals.words import RATES, STATES
from luoshi_web.registers.refusals import REASONS
from luoshi_web.registers.selectors.proposals import rates_of, visible_to
from luoshi_web.registers.services import filing
from luoshi_web.registers.services.hold import ask


@page("proposals.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The proposals that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = ProposalFilter(request.GET, queryset=seen)
    rows = Matter.objects.select_related("office", "proposal").prefetch_related("proposal__signatories")
    if lists.asked(request):
        return lists.answer(request, PROPOSALS, narrowed.qs.select_related("office", "proposal").prefetch_related("proposal__signatories"))  # fmt: skip
    shown_ = paged(request, narrowed.qs, rows=rows)
    context = {"filter": narrowed, "page": shown_, "rows": [(matter, STATES[State(matter.state)]) for matter in shown_]}  # fmt: skip
    return render(request, "proposals/list.html", context)


@page("proposals.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a proposal that comes in."""
    made: list[Proposal] = []
    form = FileForm(request.POST or None, initial={"filed_on": request.today, "secrecy": 0})
    answer = act_on(
        request, form, lambda said: made.append(filing.file_proposal(actor=request.actor, filed=filing.Filed(**said), at=request.now)),
        said=_("Filed, to be assigned."), then=reverse("proposals:list"),
        show=lambda form: render(request, "proposals/form.html", {"form": form, "title": _("File a proposal")}),
    )  # fmt: skip
    return redirect("proposals:show", made[0].pk) if made else answer


def _found(request: OfficeRequest, pk: int) -> Proposal:
    matter = get_object_or_404(visible_to(request.actor).select_related("office", "proposal__led_by"), pk=pk)
    proposal: Proposal = matter.proposal
    proposal.matter = matter
    return proposal


@page("proposals.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One proposal: what was asked, who handles it, what runs, what was said, answered, promised and rated, and what can be done now."""
    proposal = _found(request, pk)
    state = State(proposal.matter.state)
    gate = {State.HANDLING: REPLY, State.REDOING: REPLY}.get(state, SETTLE if proposal.replied_on and proposal.matter.phase != "ended" else None)  # fmt: skip
    waits = ask(gate, proposal, on=request.today, signed=True).shut if gate else ()
    context: dict[str, Any] = {
        "proposal": proposal, "matter": proposal.matter, "state": STATES[state], "acts": acts_for(request.actor, proposal),
        "clocks": [_clock(clock, request) for clock in proposal.matter.clocks.select_related("of")],
        "shares": list(proposal.shares.select_related("office")), "signatories": list(proposal.signatories.all()),
        "contacts": list(proposal.contacts.select_related("signatory", "by")), "replies": list(proposal.replies.select_related("signed_by")),
        "commitments": list(proposal.commitments.select_related("verified_by").prefetch_related("ratings")),
        "ratings": list(proposal.ratings.select_related("given_by", "entered_by", "commitment")),
        "returns": list(proposal.returns.select_related("office", "by", "decided_by")),
        "changes": list(proposal.outcome_changes.select_related("by")),
        "waivers": list(proposal.matter.waivers.select_related("asked_by", "approved_by")),
        "waits": [REASONS[reason.code] for reason in waits if reason.code not in {"outcome_missing", "public_undecided"}],
    }  # fmt: skip
    return render(request, "proposals/show.html", context)


def _clock(clock: Clock, request: OfficeRequest) -> dict[str, Any]:
    table = clocks()[Matter.Register.PROPOSALS][clock.code]
    chinese = request.LANGUAGE_CODE.startswith("zh")
    left = (clock.due - request.today).days
    return {"clock": clock, "name": table.name if chinese else table.english, "left": left, "over": -left}


def acting(act: Act) -> View:
    """The page of one act: its form, and the act itself."""

    @page("proposals.list", methods=("GET", "HEAD", "POST"))
    def do(request: OfficeRequest, pk: int) -> HttpResponse:
        proposal = _found(request, pk)
        demand(request.actor, act.right, proposal.matter)
        form = act.form(request.POST or None, proposal=proposal, today=request.today, initial={"version": proposal.matter.version})  # fmt: skip
        if request.method == "POST":
            form.is_bound = True
        context = {"title": act.words, "matter": proposal.matter}
        return act_on(
            request, form, lambda said: act.do(dict(said), actor=request.actor, matter_id=pk, at=request.now), said=_("Recorded."),
            then=reverse("proposals:show", args=[pk]), show=lambda form: render(request, "proposals/form.html", context | {"form": form}),
        )  # fmt: skip

    do.__name__ = act.code
    return do


@page("proposals.list")
def rates(request: OfficeRequest) -> HttpResponse:
    """The rates of a year over what the post may see, each by every definition with both its counts."""
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 else request.today.year
    figures = rates_of(visible_to(request.actor).filter(year=year), on=request.today)
    context = {"year": year, "rows": [_rate(figure) for figure in figures], "years": range(request.today.year, request.today.year - 3, -1)}  # fmt: skip
    return render(request, "proposals/rates.html", context)


def _rate(figure: Figure) -> dict[str, Any]:
    name, above, below = RATES[figure.code, figure.variant]
    return {"figure": figure, "name": name, "above": above, "below": below, "share": shown(figure.value)}
