"""One fund, bond, unit's three public expenses or budget with its acts; what comes in; limits of debt; what is counted."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.funds import amounts
from luoshi_web.console.funds.acts import ACTS
from luoshi_web.console.funds.entering import BondForm, BudgetForm, EnterForm, SpecialForm, ThreeForm
from luoshi_web.console.funds.figures import asked
from luoshi_web.console.funds.forms import LimitForm
from luoshi_web.console.funds.lists import debts
from luoshi_web.console.funds.rows import Due, Line, Year, state_of
from luoshi_web.console.pages import View, page
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.shown import exceptions, limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.years import last_years
from luoshi_web.registers.funds.amounts import Unit
from luoshi_web.registers.funds.debts import debts_of
from luoshi_web.registers.funds.figures import DebtClass
from luoshi_web.registers.funds.lists import unit_years
from luoshi_web.registers.funds.models import DebtLimit, Fund, FundEvaluation, FundPosting, Repayment
from luoshi_web.registers.funds.rows import facts_of, sums_of
from luoshi_web.registers.funds.rules.facts import YI
from luoshi_web.registers.funds.rules.gates import ALLOCATE, APPROVE, CLOSE, EVALUATE, ISSUE, RUN, SETTLE
from luoshi_web.registers.funds.rules.states import State, Type
from luoshi_web.registers.funds.selectors import visible_to
from luoshi_web.registers.funds.services import borrowing, entering
from luoshi_web.registers.funds.words import ITEMS, TYPES
from luoshi_web.registers.matters.register import answer

_GATES = {
    State.BUDGETED: ALLOCATE, State.SPENT: EVALUATE, State.EVALUATED: SETTLE, State.PLANNED: APPROVE, State.APPROVED: ISSUE,
    State.SET: RUN, State.RUNNING: CLOSE,
}  # fmt: skip
_BY_FORM = {"own_evaluation", "not_adopted"}
"""Conditions on who acts, or on what the act's own form asks for."""


def _found(request: OfficeRequest, pk: int) -> Fund:
    joined = (
        "office",
        "fund__confirmed_by",
        "fund__bond__adopted_in__matter",
        "fund__bond__adopted_in__budget_paper",
        "fund__budget_paper",
    )
    matter = get_object_or_404(visible_to(request.actor).select_related(*joined), pk=pk)
    fund: Fund = matter.fund
    fund.matter = matter
    return fund


PLACE = Place("funds", _lazy("Public money"), _found)
_PARTS = (
    Prefetch("postings", FundPosting.objects.select_related("entered_by", "reversed_by")),
    "targets",
    Prefetch("evaluations", FundEvaluation.objects.select_related("entered_by")),
)


@page("funds.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One of them: what stands posted to it, what runs, what is missing for its next step, and what can be done now."""
    fund = _found(request, pk)
    matter, of = fund.matter, Type(fund.type)
    prefetch_related_objects([fund], *_PARTS)
    if of is Type.BOND:
        prefetch_related_objects(
            [fund.bond], Prefetch("repayments", Repayment.objects.select_related("paid_by"))
        )
    waivers = exceptions(matter)
    gate = _GATES.get(State(matter.state))
    facts = facts_of(fund, actor=request.actor.person_id, issue_on=request.today)
    passage = answer(gate, facts, waivers, on=request.today) if gate else None
    context = {
        "fund": fund, "matter": matter, "type": of.value, "type_words": TYPES[of], "state": state_of(matter), "place": PLACE,
        "acts": acts_for(ACTS, request.actor, fund), "waits": missing(passage, besides=_BY_FORM), "clocks": limits(matter, request), "waivers": waivers,
        "written": amounts.asked(request), "units": amounts.units(), "postings": list(fund.postings.all()), "evaluations": list(fund.evaluations.all()),
        "targets": list(fund.targets.all()),
    } | _OWN[of](request, fund)  # fmt: skip
    return render(request, "funds/show.html", context)


def _of_special(request: OfficeRequest, fund: Fund) -> dict[str, Any]:
    return {"line": Line(fund.matter, sums_of(fund))}


def _of_bond(request: OfficeRequest, fund: Fund) -> dict[str, Any]:
    bond = fund.bond
    days = [Due(row, request.today) for row in bond.repayments.all()]
    principal = [day.row for day in days if day.row.part == Repayment.Part.PRINCIPAL]
    repaid = sum((row.amount for row in principal if row.paid_on), start=Decimal(0))
    year = (bond.issued_on or request.today).year
    debt = debts_of(year, on=request.today).get(DebtClass(bond.debt_class))
    paper = bond.adopted_in.matter if bond.adopted_in else None
    return {
        "bond": bond, "days": days, "left": bond.principal - repaid, "room": None if debt is None else debt.room * YI, "room_year": year,
        "adopted_in": paper, "adopted_seen": paper is not None and may(request.actor, "funds.read", paper),
    }  # fmt: skip


def _of_three(request: OfficeRequest, fund: Fund) -> dict[str, Any]:
    seen = visible_to(request.actor)
    found = unit_years([fund.matter], seen)[fund.pk]
    columns = (found.last_budget, found.budget, found.running, found.last_final, found.final)
    items = [
        (ITEMS[item], [column.get(item) for column in columns])
        for item in ITEMS
        if any(item in column for column in columns)
    ]
    return {"year": Year(fund.matter, found), "items": items}


def _of_budget(request: OfficeRequest, fund: Fund) -> dict[str, Any]:
    bonds = (
        visible_to(request.actor)
        .filter(fund__bond__adopted_in=fund.pk)
        .select_related("fund__bond")
        .order_by("number")
    )
    return {"paper": fund.budget_paper, "bonds": list(bonds)}


_OWN: dict[Type, Callable[[OfficeRequest, Fund], dict[str, Any]]] = {
    Type.SPECIAL: _of_special, Type.BOND: _of_bond, Type.THREE: _of_three, Type.BUDGET: _of_budget,
}  # fmt: skip


def _entering(name: str, form_of: type[EnterForm], title: StrOrPromise, listing: str) -> View:
    @page("funds.keep", methods=("GET", "HEAD", "POST"))
    def new(request: OfficeRequest) -> HttpResponse:
        made: list[Fund] = []
        first = {"on": request.today, "year": request.today.year, "secrecy": 0}
        form = form_of(request.POST or None, actor=request.actor, initial=first)
        shown = act_on(
            request, form, lambda said: made.append(entering.enter(actor=request.actor, at=request.now, **said)), said=_("Recorded."), then=reverse(listing),
            show=lambda form: render(request, "registers/form.html", {"form": form, "title": title, "place": PLACE}),
        )  # fmt: skip
        return redirect("funds:show", made[0].pk) if made else shown

    new.__name__ = f"new_{name}"
    return new


NEW: dict[str, View] = {
    name: _entering(name, form, title, listing)
    for name, form, title, listing in (
        ("special", SpecialForm, _lazy("Enter a special fund"), "funds:list"),
        ("bond", BondForm, _lazy("Enter a bond"), "funds:debt"),
        ("three", ThreeForm, _lazy("Enter three public expenses"), "funds:expenses"),
        ("budget", BudgetForm, _lazy("Enter a budget or final accounts"), "funds:budgets"),
    )
}
"""Each kind of matter → its form."""


@page("funds.keep", methods=("GET", "HEAD", "POST"))
def set_limit(request: OfficeRequest) -> HttpResponse:
    """The form for the limit of a class of debt in a year."""
    form = LimitForm(request.POST or None, initial={"year": request.today.year})
    return act_on(
        request, form, lambda said: borrowing.set_limit(actor=request.actor, at=request.now, **said),
        said=_("Entered. It holds once another person has confirmed it."), then=reverse("funds:debt"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Enter a limit of debt"), "place": PLACE}),
    )  # fmt: skip


@page("funds.confirm", methods=("POST",))
def confirm_limit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another person confirms it."""
    get_object_or_404(DebtLimit, pk=pk)
    borrowing.confirm_limit(actor=request.actor, limit_id=pk, at=request.now)
    messages.success(request, _("Confirmed and done."))
    return redirect("funds:debt")


@page("funds.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of a year over what the post may see, each figure by every definition, each number one click from its rows."""
    found = asked(request)
    debt = {f"debt_{name}": value for name, value in debts(found["year"], found["on"]).items()}
    context = {
        "place": PLACE,
        "years": last_years(request.today),
        "written": amounts.asked(request, Unit.WAN),
        "units": amounts.units(),
    }
    return render(request, "funds/figures.html", context | found | debt)
