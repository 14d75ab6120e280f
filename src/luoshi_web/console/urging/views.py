"""The desk: what waits for the supervision office's word; and what went out."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest, back
from luoshi_web.console.urging.columns import URGES
from luoshi_web.console.urging.filters import DeskFilter, HistoryFilter
from luoshi_web.console.urging.forms import HoldForm, SkipForm, TakeForm
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.bulk.of_items import with_versions
from luoshi_web.supervision.models import Item, Message, Urge
from luoshi_web.supervision.models.urging import APPROVED, Rung
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.urging import services

_WITH = ("item", "office", "post__office", "ladder", "decided_by", "answered_by", "asked_by")


def _visible(request: OfficeRequest) -> QuerySet[Urge]:
    cleared = Urge.objects.filter(item__secrecy__lte=request.actor.clearance)
    return cleared.select_related(*_WITH)


def _alike(request: OfficeRequest) -> "Prefetch[str, QuerySet[Item], str]":
    """What asks the same, as far as the post may see it."""
    return Prefetch("alike", visible_to(request.actor))


@page("urge.send")
def desk(request: OfficeRequest) -> HttpResponse:
    """Proposals, the highest rung first; what is held back; answers that are late; letters that did not arrive."""
    urges = _visible(request)
    waiting = urges.filter(state=Urge.State.PROPOSED)
    proposed = with_versions(waiting).order_by("-rung", "on", "pk").prefetch_related(_alike(request))
    narrowed = DeskFilter(request.GET, queryset=proposed)
    shown = paged(request, narrowed.qs)
    by_rung = dict(waiting.order_by().values_list("rung").annotate(Count("pk")))
    late = urges.filter(state=Urge.State.SENT, answered_at=None, answer_due__lt=request.today)
    context = {
        "filter": narrowed,
        "page": shown,
        "bulk": bar_for(request, "urges", rows=shown, count=shown.paginator.count),
        "tiles": [(rung, by_rung.get(rung.value, 0)) for rung in reversed(Rung)],
        "held": urges.filter(state=Urge.State.HELD).order_by("held_until")[:20],
        "late": late.order_by("answer_due")[:20],
        "late_count": late.count(),
        "answers": urges.filter(answered_at__gte=request.now - timedelta(days=7))
        .exclude(answer="")
        .order_by("-answered_at")[:20],
        "undelivered": Message.objects.exclude(given_up_at=None)
        .select_related("person")
        .order_by("-given_up_at")[:10],
    }
    return render(request, "urging/desk.html", context)


def _proposal(request: OfficeRequest, pk: int) -> Urge:
    return get_object_or_404(_visible(request).prefetch_related(_alike(request)), pk=pk)


@page("urge.send")
def proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """One proposal, with what asks the same, to be sent, skipped or held back."""
    urge = _proposal(request, pk)
    forms = {"take": TakeForm(), "skip": SkipForm(), "hold": HoldForm()}
    earlier = _visible(request).filter(item=urge.item_id).exclude(pk=urge.pk)
    context = {"urge": urge, "forms": forms, "earlier": earlier, "needs_leader": urge.rung in APPROVED}
    return render(request, "urging/proposal.html", context)


@page("urge.send", methods=("POST",))
def take_it(request: OfficeRequest, pk: int) -> HttpResponse:
    _proposal(request, pk)
    urge = services.take(
        actor=request.actor, urge_id=pk, although=request.POST.get("although", ""), at=request.now
    )
    told = _("Sent: %(urge)s.") if urge.state == Urge.State.SENT else _("Before the leader: %(urge)s.")
    messages.success(request, told % {"urge": f"{urge.get_rung_display()} {urge.item}"})
    return redirect(back(request, "/urging/") if "desk" in request.POST else "urging:desk")


@page("urge.send", methods=("POST",))
def skip_it(request: OfficeRequest, pk: int) -> HttpResponse:
    _proposal(request, pk)
    services.skip(actor=request.actor, urge_id=pk, reason=request.POST.get("skip-reason", ""), at=request.now)
    messages.success(request, _("Skipped. Nothing further will be sent for this occasion."))
    return redirect("urging:desk")


@page("urge.send", methods=("POST",))
def hold_it(request: OfficeRequest, pk: int) -> HttpResponse:
    urge = _proposal(request, pk)
    form = HoldForm(request.POST)
    if not form.is_valid():
        forms = {"take": TakeForm(), "skip": SkipForm(), "hold": form}
        return render(
            request, "urging/proposal.html",
            {"urge": urge, "forms": forms, "earlier": (), "needs_leader": urge.rung in APPROVED}, status=400,
        )  # fmt: skip
    services.hold_back(
        actor=request.actor, urge_id=pk, until=form.cleaned_data["until"], reason=form.cleaned_data["reason"], at=request.now
    )  # fmt: skip
    messages.success(request, _("Held back until %(day)s.") % {"day": form.cleaned_data["until"].isoformat()})
    return redirect("urging:desk")


@page("urge.send")
def history(request: OfficeRequest) -> HttpResponse:
    """Everything that went out or was decided against, with counts by office and rung of this year."""
    narrowed = HistoryFilter(request.GET, queryset=_visible(request))
    if lists.asked(request):
        return lists.answer(request, URGES, narrowed.qs)
    context = {
        "filter": narrowed,
        "page": paged(request, narrowed.qs, rows=narrowed.qs),
        "rows": _by_office(request.today),
        "rungs": Rung,
    }
    return render(request, "urging/history.html", context)


def _by_office(today: date) -> list[tuple[Office, list[int], int, int]]:
    """Office, what went out to it this year rung by rung and in all, and how much of it is late with its answer; the most urged first."""
    sent = Urge.objects.filter(state=Urge.State.SENT, on__year=today.year)
    late = Count("pk", filter=Q(answer_due__lt=today, answered_at=None))
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    unanswered: Counter[int] = Counter()
    for office, rung, many, waits in (
        sent.order_by().values_list("office", "rung").annotate(many=Count("pk"), late=late)
    ):
        counts[office][rung] = many
        unanswered[office] += waits
    rows = [
        (office, [counts[office.pk].get(rung.value, 0) for rung in Rung], sum(counts[office.pk].values()), unanswered[office.pk])
        for office in Office.objects.filter(pk__in=counts)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row[2], row[0].order))[:100]
