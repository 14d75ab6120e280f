"""Pages of the register of findings: the list, one of them, its acts, what is counted."""

from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.accounts.rights import may
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.findings.acts import ACTS
from luoshi_web.console.findings.columns import listing
from luoshi_web.console.findings.figures import figures
from luoshi_web.console.findings.filters import narrowing
from luoshi_web.console.findings.forms import RegisterForm
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers import figures_json
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.imports.told import origin_of
from luoshi_web.console.registers.shown import exceptions, limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years
from luoshi_web.registers.findings.models import (
    Finding,
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
    FindingStage,
)
from luoshi_web.registers.findings.rows import facts_of
from luoshi_web.registers.findings.rules.codes import word_for
from luoshi_web.registers.findings.rules.gates import APPLY, CLOSE, SIGN_OFF, VERIFY
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.findings.selectors import visible_to, with_light, with_money
from luoshi_web.registers.findings.services import entering
from luoshi_web.registers.findings.words import STATES
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun

_GATES = {
    State.RECTIFYING: APPLY, State.LASTING: APPLY, State.APPLIED: VERIFY, State.VERIFIED: SIGN_OFF, State.SIGNED_OFF: CLOSE, State.NOTICED: CLOSE,
}  # fmt: skip
_PERSONS = {"proof_author", "applicant", "verifier"}
"""Conditions on who acts: said to that person alone."""


@page("findings.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The findings that the post may see, fifty a page."""
    narrowed = narrowing(request, request.GET)
    if lists.asked(request):
        return lists.answer(request, listing(request.today), with_money(narrowed.qs.select_related("office", "finding")))  # fmt: skip
    rows = with_light(Matter.objects.select_related("office", "finding"), request.today)
    found = paged(request, narrowed.qs, rows=rows)
    keeps = may(request.actor, "findings.keep")
    context: dict[str, Any] = {
        "filter": narrowed, "page": found,
        "rows": [(matter, STATES[State(matter.state)]) for matter in found],
        "bulk": bar_for(request, "findings", rows=found, count=found.paginator.count) if keeps else None,
    }  # fmt: skip
    if not found:
        context["begun"] = begun(Matter.Register.FINDINGS, request.actor)
    return render(request, "findings/list.html", context)


@page("findings.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a finding that comes in."""
    made: list[Finding] = []
    first = {"issued_on": request.today, "received_on": request.today, "secrecy": 1}
    form = RegisterForm(request.POST or None, actor=request.actor, initial=first)
    shown = act_on(
        request, form, lambda said: made.append(entering.register_finding(actor=request.actor, found=entering.Found(**said), at=request.now)),
        said=_("Registered, to be assigned."), then=reverse("findings:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Register a finding"), "place": PLACE}),
    )  # fmt: skip
    return redirect("findings:show", made[0].pk) if made else shown


_PARTS = (
    Prefetch("proofs", FindingProof.objects.select_related("by")), Prefetch("money", FindingMoney.objects.select_related("by")),
    Prefetch("stages", FindingStage.objects.select_related("kept_by")), Prefetch("extensions", FindingExtension.objects.select_related("asked_by", "approved_by")),
    Prefetch("objections", FindingObjection.objects.select_related("answered_by")),
)  # fmt: skip
_SELDOM = {
    "again": Exists(Finding.objects.filter(earlier=OuterRef("pk"))), "excepted": Exists(Waiver.objects.filter(matter=OuterRef("pk"))),
}  # fmt: skip
"""What most findings have none of: whether there is any is asked with the matter."""
_WHO = ("applied_by", "verified_by", "signed_off_by", "cannot_asked_by", "cannot_approved_by")


def _found(request: OfficeRequest, pk: int, *, whole: bool = False) -> Finding:
    seen = visible_to(request.actor).select_related("office", "finding")
    if whole:
        joined = [f"finding__{name}" for name in _WHO]
        seen = with_light(seen, request.today).annotate(**_SELDOM).select_related("finding__earlier__matter", *joined)  # fmt: skip
    matter = get_object_or_404(seen, pk=pk)
    finding: Finding = matter.finding
    finding.matter = matter
    return finding


PLACE = Place("findings", _lazy("Findings put right"), _found)


@page("findings.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One finding: what was found and what must be reached, what was planned, proved, paid and checked, what runs, and what can be done now."""
    finding = _found(request, pk, whole=True)
    matter: Any = finding.matter
    state = State(matter.state)
    prefetch_related_objects([finding], *_PARTS)
    waivers = exceptions(matter) if matter.excepted else []
    gate = _GATES.get(state)
    seen = facts_of(finding, actor=request.actor.person_id)
    passage = answer(gate, seen, waivers, on=request.today) if gate else None
    besides = () if may(request.actor, "findings.keep", matter) else _PERSONS
    paid = sum((row.amount for row in finding.money.all()), start=Decimal(0))
    context = {
        "finding": finding, "matter": matter, "state": STATES[state], "status": word_for(state, finding.place, on=request.today),
        "acts": acts_for(ACTS, request.actor, finding), "place": PLACE, "clocks": limits(matter, request), "waivers": waivers,
        "waits": missing(passage, besides=besides), "needed": [words for kind, words in FindingProof.Kind.choices if kind in finding.needed],
        "origin": origin_of(matter) if finding.taken_over else None,
        "paid": paid, "later": _later(request, finding) if matter.again else [], "earlier": _earlier(request, finding),
        **{name: list(getattr(finding, name).all()) for name in ("proofs", "money", "stages", "extensions", "objections")},
    }  # fmt: skip
    return render(request, "findings/show.html", context)


def _later(request: OfficeRequest, finding: Finding) -> list[Matter]:
    return list(visible_to(request.actor).filter(finding__earlier=finding.pk))


def _earlier(request: OfficeRequest, finding: Finding) -> Matter | None:
    earlier = finding.earlier
    return earlier.matter if earlier is not None and may(request.actor, "findings.read", earlier.matter) else None  # fmt: skip


@page("findings.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of the findings of a year over what the post may see, by each definition, of each source and unit."""
    found = figures(request)
    if figures_json.asked(request):
        return figures_json.answer(request, "findings", found["every"], year=found["year"], on=found["on"])
    context = {"place": PLACE, "years": last_years(request.today), "sources": Finding.Source.choices} | found
    return render(request, "findings/figures.html", context)
