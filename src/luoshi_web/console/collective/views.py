"""Pages of what is decided collectively: the list, one matter, its acts, the auditor's view, what is counted."""

from typing import Any

from django.db.models import Prefetch, Sum, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.collective.acts import ACTS
from luoshi_web.console.collective.columns import COLUMNS, YEAR
from luoshi_web.console.collective.columns import audited as audit_columns
from luoshi_web.console.collective.filters import CollectiveFilter
from luoshi_web.console.collective.forms import EnterForm
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers.acts import Place, acts_for
from luoshi_web.console.registers.shown import limits, missing
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.collective.models import CollectiveCheck, CollectiveMatter, SentBack
from luoshi_web.registers.collective.rows import Rules, facts_of
from luoshi_web.registers.collective.rules.flags import Flag
from luoshi_web.registers.collective.rules.states import State
from luoshi_web.registers.collective.selectors import (
    counted,
    flagged,
    gates_now,
    thresholds_of,
    visible_to,
)
from luoshi_web.registers.collective.services import proposing
from luoshi_web.registers.collective.words import FIGURES, FLAGS, RATES, STATES
from luoshi_web.registers.engine.figures import shown
from luoshi_web.registers.matters.days import day_of
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.matters.register import answer
from luoshi_web.registers.matters.selectors import begun

_ROWS = ("office", "collective__executor")


@page("collective.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The matters that the post may see, fifty a page, those that are due first."""
    seen = visible_to(request.actor).order_by("-year", "phase", "due", "id")
    narrowed = CollectiveFilter(request.GET, queryset=seen)
    if lists.asked(request):
        return lists.answer(request, COLUMNS, narrowed.qs.select_related(*_ROWS))
    found = paged(request, narrowed.qs, rows=Matter.objects.select_related(*_ROWS))
    context = {"filter": narrowed, "page": found, "rows": [(matter, STATES[State(matter.state)]) for matter in found]}  # fmt: skip
    if not found:
        context["begun"] = begun(Matter.Register.COLLECTIVE, request.actor)
    return render(request, "collective/list.html", context)


@page("collective.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form for a matter that is brought in."""
    made: list[CollectiveMatter] = []
    form = EnterForm(request.POST or None, actor=request.actor, initial={"on": request.today, "secrecy": 1})
    shown_ = act_on(
        request, form, lambda said: made.append(proposing.enter(actor=request.actor, entered=proposing.Entered(**said), at=request.now)),
        said=_("Recorded."), then=reverse("collective:list"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Enter a matter for a meeting"), "place": PLACE}),
    )  # fmt: skip
    return redirect("collective:show", made[0].pk) if made else shown_


def _found(request: OfficeRequest, pk: int) -> CollectiveMatter:
    matter = get_object_or_404(visible_to(request.actor).select_related("office", "collective__executor", "collective__also"), pk=pk)  # fmt: skip
    row: CollectiveMatter = matter.collective
    row.matter = matter
    return row


_SHOWN = (
    Prefetch("matter__checks", CollectiveCheck.objects.select_related("entered_by", "approved_by")),
    Prefetch("matter__sent_back", SentBack.objects.select_related("by")),
    Prefetch("matter__discussions", Discussion.objects.select_related("meeting")), "matter__dissents", "matter__outlays",
    Prefetch("matter__waivers", Waiver.objects.select_related("asked_by", "approved_by")),
)  # fmt: skip
PLACE = Place("collective", _lazy("Matters decided collectively"), _found)


@page("collective.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One matter: its checks, the threshold that holds for it, what the meeting did, what was paid, what is missing, and what can be done now."""
    row = _found(request, pk)
    matter = row.matter
    prefetch_related_objects([row], *_SHOWN)
    rules, waivers = Rules(), list(matter.waivers.all())
    gates = gates_now(row, request.today, rules=rules)
    before = State(matter.state) not in {
        State.LISTED,
        State.URGENT,
    }  # there only the meeting's record can say
    known = facts_of(row, today=request.today, rules=rules)
    passage = answer(gates[0], known, waivers, on=request.today) if gates and before else None
    audits = may(request.actor, "collective.audit")
    context: dict[str, Any] = {
        "row": row, "matter": matter, "state": STATES[State(matter.state)], "place": PLACE, "acts": acts_for(ACTS, request.actor, row),
        "clocks": limits(matter, request), "waivers": waivers, "waits": missing(passage), "reached": known.reached,
        "thresholds": thresholds_of(row, request.today, rules), "checks": list(matter.checks.all()), "sent_back": list(matter.sent_back.all()),
        "discussions": list(matter.discussions.all()), "dissents": list(matter.dissents.all()), "outlays": list(matter.outlays.all()),
        "paid": matter.outlays.aggregate(all=Sum("amount"))["all"], "also": _also(row, request),
        "flags": [FLAGS[flag] for flag in _flags(request, row)] if audits else [],
    }  # fmt: skip
    return render(request, "collective/show.html", context)


def _also(row: CollectiveMatter, request: OfficeRequest) -> Matter | None:
    """The major decision that it is as well, where the reader is cleared for it."""
    return row.also if row.also is not None and row.also.secrecy <= request.actor.clearance else None


def _flags(request: OfficeRequest, row: CollectiveMatter) -> tuple[Flag, ...]:
    seen = flagged(visible_to(request.actor), year=row.matter.year, on=request.today, only=row.pk)
    return seen[0][1] if seen else ()


@page("collective.audit")
def audited(request: OfficeRequest) -> HttpResponse:
    """What was decided or done without its steps in a year, each with what is missing; as a workbook too."""
    year = year_asked(request)
    seen = flagged(visible_to(request.actor), year=year, on=request.today)
    if lists.asked(request):
        marks = {row.pk: held for row, held in seen}
        return lists.answer(request, audit_columns(marks), Matter.objects.filter(pk__in=marks).select_related(*_ROWS).order_by("opened_on", "pk"))  # fmt: skip
    asked = request.GET.get("flag", "")
    context = {
        "place": PLACE, "year": year, "years": last_years(request.today), "asked": asked,
        "counts": [(flag.value, FLAGS[flag], sum(flag in held for _row, held in seen)) for flag in Flag if any(flag in held for _row, held in seen)],
        "rows": [
            (row, STATES[State(row.matter.state)], [FLAGS[flag] for flag in held]) for row, held in seen if asked in {"", *held}
        ],
    }  # fmt: skip
    return render(request, "collective/audit.html", context)


@page("collective.list")
def counts(request: OfficeRequest) -> HttpResponse:
    """What is counted of a year over what the post may see; as a workbook the table of what was discussed in it."""
    on = day_of(year_asked(request), request.today)
    seen = visible_to(request.actor)
    if lists.asked(request):
        return lists.answer(request, YEAR, _discussed(seen, on.year))
    found = counted(seen, on=on)
    context = {
        "place": PLACE, "year": on.year, "on": on, "years": last_years(request.today),
        "measures": [{"name": FIGURES[each.code, each.variant], "value": each.value, "unit": each.unit} for each in found.measures],
        "rates": [
            {"words": RATES[each.code, each.variant], "share": shown(each.value), "above": each.numerator, "below": each.denominator}
            for each in found.rates
        ],
    }  # fmt: skip
    return render(request, "collective/figures.html", context)


def _discussed(matters: Any, year: int) -> Any:
    held = Discussion.objects.filter(matter__in=matters.order_by(), meeting__on__year=year)
    rows = held.select_related("meeting", "matter__collective__executor").prefetch_related("matter__dissents")
    return rows.order_by("meeting__on", "meeting__number", "pk")
