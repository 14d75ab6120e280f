"""Plans of checks, what was drawn, what was found."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.console.bodies import EVIDENCE, takes
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.checks.columns import CHECKS, PLANS
from luoshi_web.console.checks.forms import LookForm, PhotographsForm, PlanForm
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.checks.draw import draw
from luoshi_web.supervision.models import Check, CheckPlan, Item
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.selectors.verification import Scope, checks_shown_to, checks_to_make
from luoshi_web.supervision.services.checks import Look, Terms, plan_checks, record_check
from luoshi_web.supervision.services.evidence import attach_photographs, examine
from luoshi_web.supervision.states import State


@page("check.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Plans, the latest first, and what is still to be looked at."""
    plans = CheckPlan.objects.defer("scope").annotate(
        drawn=Count("checks"), open=Count("checks", filter=Q(checks__finding=Check.Finding.PLANNED))
    )
    plans = plans.order_by("-begins", "-id")
    if lists.asked(request):
        return lists.answer(request, PLANS, plans)
    context = {"page": paged(request, plans, per_page=20)}
    waiting = checks_to_make(request.actor)
    return render(request, "checks/list.html", context | {"waiting": waiting[:50], "count": waiting.count()})


@page("check.plan", methods=("GET", "POST"))
def plan(request: OfficeRequest) -> HttpResponse:
    """A plan is made and drawn in one act."""
    form = PlanForm(
        request.POST or None,
        initial={
            "year": request.today.year,
            "begins": request.today,
            "states": [State.ACTIVE, State.REPORTED],
        },
    )
    made: list[CheckPlan] = []

    def do(said: dict[str, Any]) -> None:
        made.append(plan_checks(actor=request.actor, terms=terms_of(said), at=request.now))

    answer = act_on(
        request, form, do, said=_("Drawn."), then=reverse("checks:list"),
        show=lambda form: render(request, "checks/plan_form.html", {"form": form}),
    )  # fmt: skip
    return redirect("checks:show", made[0].pk) if made else answer


def terms_of(said: dict[str, Any]) -> Terms:
    """The form's values as a plan's terms."""
    scope = Scope(
        states=tuple(said["states"]),
        kinds=(said["kinds"],) if said["kinds"] else (),
        offices=tuple(office.code for office in said["offices"]),
        light=said["light"],
        rest_days=said["rest_days"],
    )
    same = ("name", "year", "method", "content", "sampled", "seed", "begins", "ends")
    return Terms(scope=scope, **{name: said[name] for name in same})


@page("check.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One plan: its terms, the draw made again before the reader's eyes, and what was found."""
    made = get_object_or_404(CheckPlan.objects.select_related("by"), pk=pk)
    checks = made.checks.filter(item__secrecy__lte=request.actor.clearance).select_related(
        "item__office", "by"
    )
    if lists.asked(request):
        return lists.answer(request, CHECKS, checks.order_by("id"))
    frame: dict[str, list[str]] = made.scope.get("frame", {})
    again = draw(frame, seed=made.seed, count=made.sampled)
    drawn = list(made.checks.order_by("id").values_list("item__number", flat=True))
    names = dict(Office.objects.filter(code__in=frame).values_list("code", "name"))
    context = {
        "plan": made,
        "page": paged(request, checks.order_by("id")),
        "states": [State(state).label for state in made.scope.get("states", [])],
        "kinds": [Item.Kind(kind).label for kind in made.scope.get("kinds", [])],
        "light": Colour(made.scope["light"]).label if made.scope.get("light") else "",
        "named": [names.get(code, code) for code in made.scope.get("offices", [])],
        "strata": [
            (names.get(code, code), len(numbers), sum(number in set(again) for number in numbers))
            for code, numbers in sorted(frame.items())
        ],
        "rest": int(made.scope.get("rest_days", 0)),
        "size": sum(len(numbers) for numbers in frame.values()),
        "holds": list(again) == drawn,
        "all_shown": len(drawn) == checks.count(),
    }
    return render(request, "checks/plan.html", context)


@takes(EVIDENCE)
@page("item.list", methods=("GET", "POST"))
def look(request: OfficeRequest, pk: int) -> HttpResponse:
    """A check of an item by itself, without a plan."""
    return _record(request, item_for(request, pk), None)


@takes(EVIDENCE)
@page("check.read", methods=("GET", "POST"))
def record(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was found of an item that a plan drew."""
    check = get_object_or_404(Check.objects.select_related("plan"), pk=pk)
    return _record(request, item_for(request, check.item_id), check)


def _record(request: OfficeRequest, item: Item, check: Check | None) -> HttpResponse:
    demand(request.actor, "check.record", item)
    method = check.method if check else CheckPlan.Method.ON_SITE
    form = LookForm(
        request.POST or None, request.FILES or None,
        initial={"version": item.version, "method": method, "on": request.today},
    )  # fmt: skip

    mine = item.attachments.filter(by=request.actor.person_id, of_check__isnull=True)
    form.fields["photographs"].queryset = mine  # type: ignore[attr-defined]  # a field of choices among rows
    if not mine.exists():
        del form.fields["photographs"]

    def do(said: dict[str, Any]) -> None:
        same = {name: said[name] for name in ("method", "finding", "on", "place", "words")}
        files = examine(actor=request.actor, item=item, files=said["pictures"], at=request.now)
        chosen = tuple(file.pk for file in said.get("photographs", ()))
        saw = Look(**same, photographs=chosen, files=tuple(files))
        record_check(
            actor=request.actor, item_id=item.pk, version=said["version"], look=saw,
            check_id=check.pk if check else None, at=request.now,
        )  # fmt: skip

    return act_on(
        request, form, do, said=_("The check is recorded."), then=reverse("checks:item", args=[item.pk]),
        show=lambda form: show_tab(request, item, "checks/look.html", {"form": form, "check": check}),
    )  # fmt: skip


@takes(EVIDENCE)
@page("item.list", methods=("GET", "HEAD", "POST"))
def one(request: OfficeRequest, pk: int) -> HttpResponse:
    """A recorded check with its photographs; who may record checks adds more of them here."""
    check = get_object_or_404(Check.objects.select_related("plan", "by"), pk=pk)
    item = item_for(request, check.item_id)
    if not checks_shown_to(request.actor, item).filter(pk=pk).exists():
        raise Http404
    if request.method == "POST":
        demand(request.actor, "check.record", item)
    adds = may(request.actor, "check.record", item) and check.finding != Check.Finding.PLANNED
    form = PhotographsForm(request.POST or None, request.FILES or None)

    def do(said: dict[str, Any]) -> None:
        files = examine(actor=request.actor, item=item, files=said["pictures"], at=request.now)
        attach_photographs(actor=request.actor, check_id=pk, files=files, at=request.now)

    photographs = check.attachments.select_related("evidence", "by").order_by("at", "pk")
    context = {"check": check, "photographs": photographs, "adds": adds}
    return act_on(
        request, form, do, said=_("The photographs are attached."), then=reverse("checks:one", args=[pk]),
        show=lambda form: show_tab(request, item, "checks/one.html", context | {"form": form}),
    )  # fmt: skip
