"""The lists of public money: lines of the budget, bonds beside the limits of debt, three public expenses, budgets, postings, the calendar of repayment."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.accounts.rights import may
from luoshi_web.console.funds import columns
from luoshi_web.console.funds.amounts import asked
from luoshi_web.console.funds.filters import (
    BondFilter,
    BudgetFilter,
    LineFilter,
    PostingFilter,
    RepaymentFilter,
    ThreeFilter,
)
from luoshi_web.console.funds.rows import Due, bonds_of, lines_of, state_of, years_of
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked, year_of
from luoshi_web.registers.funds.amounts import Unit
from luoshi_web.registers.funds.debts import debts_of, repayments_of
from luoshi_web.registers.funds.lists import postings_in, repayments_in
from luoshi_web.registers.funds.models import DebtLimit
from luoshi_web.registers.funds.rules.facts import YI
from luoshi_web.registers.funds.rules.states import Type
from luoshi_web.registers.funds.selectors import visible_to
from luoshi_web.registers.funds.words import CLASSES
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import begun

_ORDER = ("-year", "phase", "due", "number", "id")


def _of(request: OfficeRequest, type_: Type) -> QuerySet[Matter]:
    return visible_to(request.actor).filter(fund__type=type_)


def _listed(
    request: OfficeRequest, narrowed: Any, joined: tuple[str, ...], rows_of: Callable[[Any], Any]
) -> dict[str, Any]:
    """A page of a list with its rows; of an empty one, whether anything is entered at all."""
    found = paged(request, narrowed.qs, rows=Matter.objects.select_related(*joined))
    context: dict[str, Any] = {"filter": narrowed, "page": found, "rows": rows_of(found)}
    if not found:
        context["begun"] = begun(Matter.Register.FUNDS, request.actor)
    return context


@page("funds.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """Special funds: what their line holds, what of it was allocated, paid out, spent, and how far that is by each denominator."""
    written = asked(request)
    narrowed = LineFilter(request.GET, queryset=_of(request, Type.SPECIAL).order_by(*_ORDER))
    if lists.asked(request):
        return lists.answer(request, columns.lines(written), narrowed.qs.select_related("office", "fund"))
    context = _listed(request, narrowed, ("office", "fund"), lines_of)
    return render(request, "funds/list.html", context | {"written": written})


@page("funds.list")
def debt(request: OfficeRequest) -> HttpResponse:
    """Each class of debt of a year against its limit, the limits that wait for a second person, and the bonds."""
    written = asked(request, Unit.YI)
    narrowed = BondFilter(
        request.GET, queryset=_of(request, Type.BOND).order_by("fund__bond__debt_class", *_ORDER)
    )
    if lists.asked(request):
        found = narrowed.qs.select_related("office", "fund__bond")
        return lists.answer(request, columns.bonds(written, request.today), found)
    of = year_of(request.GET.get("of", ""), request.today)
    context = _listed(
        request, narrowed, ("office", "fund__bond"), lambda found: bonds_of(found, request.today)
    )
    return render(
        request,
        "funds/debt.html",
        context
        | {"written": written, "years": last_years(request.today)}
        | debts(of, day_of(of, request.today))
        | _waiting(request),
    )


def debts(year: int, on: date) -> dict[str, Any]:
    """What the table of classes shows, in 元: the two classes do not overlap and are added, where both have a limit."""
    found = debts_of(year, on=on)
    rows = [
        {
            "code": of.value, "name": CLASSES[of], "limit": each.limit * YI, "begin": each.begin * YI, "issued": each.issued * YI, "repaid": each.repaid * YI,
            "end": each.end * YI, "room": each.room * YI,
        }
        for of, each in found.items()
    ]  # fmt: skip
    sums = {
        name: sum((row[name] for row in rows), start=Decimal(0))
        for name in ("limit", "begin", "issued", "repaid", "end", "room")
    }
    return {"year": year, "on": on, "classes": rows, "all": sums if len(rows) == len(CLASSES) else None}


def _waiting(request: OfficeRequest) -> dict[str, Any]:
    """The limits that nobody confirmed, and whether this post may."""
    confirms = may(request.actor, "funds.confirm")
    open_ = (
        DebtLimit.objects.filter(confirmed_by=None)
        .select_related("entered_by")
        .order_by("-year", "debt_class", "pk")
    )
    return {"limits": [(each, confirms and each.entered_by_id != request.actor.person_id) for each in open_]}


@page("funds.list")
def expenses(request: OfficeRequest) -> HttpResponse:
    """Three public expenses by unit and year: the budget that is their ceiling, what was spent, and the same of last year."""
    written = asked(request)
    seen = _of(request, Type.THREE)
    narrowed = ThreeFilter(request.GET, queryset=seen.order_by("-year", "fund__scope", "office__name", "id"))
    if lists.asked(request):
        return lists.answer(
            request, columns.years(written, seen), narrowed.qs.select_related("office", "fund")
        )
    context = _listed(request, narrowed, ("office", "fund"), lambda found: years_of(found, seen))
    return render(request, "funds/expenses.html", context | {"written": written})


@page("funds.list")
def budgets(request: OfficeRequest) -> HttpResponse:
    """Budgets, adjustments and final accounts, with the days on which they were sent, approved, told, passed down, published."""
    narrowed = BudgetFilter(request.GET, queryset=_of(request, Type.BUDGET).order_by(*_ORDER))
    if lists.asked(request):
        return lists.answer(
            request, columns.BUDGETS, narrowed.qs.select_related("office", "fund__budget_paper")
        )
    context = _listed(
        request, narrowed, ("office", "fund__budget_paper"), lambda found: [(matter, matter.fund.budget_paper, state_of(matter)) for matter in found]
    )  # fmt: skip
    return render(request, "funds/budgets.html", context)


@page("funds.list")
def postings(request: OfficeRequest) -> HttpResponse:
    """What is posted, each with its day and paper: the rows behind a figure, with their sum."""
    written = asked(request)
    narrowed = PostingFilter(request.GET, queryset=postings_in(visible_to(request.actor)))
    if lists.asked(request):
        return lists.answer(request, columns.postings(written), narrowed.qs)
    kinds = set(narrowed.qs.order_by().values_list("fund__type", "kind", "fund__scope").distinct()[:3])
    total = narrowed.qs.order_by().aggregate(total=Sum("amount"))["total"] if _addable(kinds) else None
    found = paged(request, narrowed.qs)
    return render(request, "funds/postings.html", {"filter": narrowed, "page": found, "written": written, "total": total})  # fmt: skip


def _addable(kinds: set[tuple[str, str, str]]) -> bool:
    """One kind of one scope, or a budget with what it was adjusted by: other kinds overlap, and have no sum."""
    return len(kinds) == 1 or {(type_, kind) for type_, kind, _scope in kinds} == {
        ("special", "budget"),
        ("special", "adjustment"),
    }


@page("funds.list")
def calendar(request: OfficeRequest) -> HttpResponse:
    """The calendar of repayment of a year, or what was paid in one: each day with its bond, principal or interest, amount, and whether it was paid."""
    year, written = year_asked(request), asked(request)
    first, last = (
        (date.min, date.max) if request.GET.get("paid_in") else (date(year, 1, 1), date(year, 12, 31))
    )
    rows = repayments_in(visible_to(request.actor), first, last)
    narrowed = RepaymentFilter(request.GET, queryset=rows, request=request)
    if lists.asked(request):
        return lists.answer(request, columns.repayments(written), narrowed.qs)
    found = paged(request, narrowed.qs)
    context = {
        "filter": narrowed, "page": found, "rows": [Due(row, request.today) for row in found], "written": written, "year": year,
        "years": sorted({*last_years(request.today), request.today.year + 1, request.today.year + 2, year}), "on": day_of(year, request.today),
        "repaid": repayments_of(year, on=day_of(year, request.today)), "total": narrowed.qs.order_by().aggregate(total=Sum("amount"))["total"],
    }  # fmt: skip
    return render(request, "funds/calendar.html", context)
