"""Pages of publication: the list, what can be released, one release with everything that would go out, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.publication.filters import ReleaseFilter
from luoshi_web.console.publication.forms import ApproveForm, CheckForm, RefuseForm, WithdrawForm
from luoshi_web.console.publication.words import coded, places
from luoshi_web.console.request import OfficeRequest
from luoshi_web.ledgerstore.models import Report
from luoshi_web.publication import selectors
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.redacting import cover
from luoshi_web.publication.services import approve as approving
from luoshi_web.publication.services import check as checking
from luoshi_web.publication.services.propose import propose as make_proposal
from luoshi_web.publication.services.withdraw import withdraw as take_back
from luoshi_web.publication.text import text_of
from luoshi_web.publication.to_portal.others import shown_content
from luoshi_web.supervision.models import Appraisal, Split

_SUBJECTS = {"report": Report, "split": Split, "appraisal": Appraisal}
_UNDECIDED = (State.PROPOSED, State.CHECKED, State.EMBARGOED)


@page("release.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """All releases, what waits first."""
    narrowed = ReleaseFilter(request.GET, queryset=selectors.visible_to(request.actor))
    shown = paged(request, narrowed.qs)
    counts = selectors.counted(request.actor)
    gone = [r for r in selectors.no_longer_open() if may(request.actor, "release.read", r)]
    context = {
        "filter": narrowed, "page": shown, "bulk": bar_for(request, "releases", rows=shown, count=shown.paginator.count),
        "tiles": [(state, counts.get(state.value, 0)) for state in State if state in _UNDECIDED or state == State.RELEASED],
        "no_longer_open": gone, "waits": selectors.waiting_for_portal().aggregate(count=Count("pk"), since=Min("at")),
    }  # fmt: skip
    return render(request, "publication/list.html", context)


@page("release.propose")
def candidates(request: OfficeRequest) -> HttpResponse:
    """Reports, splits and results of appraisals, with where their release stands."""
    return render(
        request, "publication/candidates.html", {"page": paged(request, selectors.candidates(request.actor))}
    )


@page("release.propose", methods=("POST",))
def propose(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Propose it as it is now. Items are proposed from their list."""
    if kind not in _SUBJECTS:
        raise Http404
    subject: Any = get_object_or_404(_SUBJECTS[kind], pk=pk)
    made = make_proposal(actor=request.actor, subject=subject, at=request.now)
    messages.success(request, _("Proposed. Look through it before another person approves it."))
    return redirect("publication:show", made.pk)


@page("release.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """What would go out, or went; who said what of it; what can be done with it."""
    return shown_release(request, _release(request, pk))


@page("release.check", methods=("POST",))
def check(request: OfficeRequest, pk: int) -> HttpResponse:
    held = _release(request, pk)
    demand(request.actor, "release.check", held)
    form = CheckForm(request.POST, release=held)

    def do(said: dict[str, Any]) -> None:
        checking.check(
            actor=request.actor, release_id=pk, version=said["version"], away=form.away(), words=said["words"], at=request.now
        )  # fmt: skip

    return _act(request, held, form, do, "check", _("Checked. Another person approves it."))


@page("release.read", methods=("POST",))
def approve(request: OfficeRequest, pk: int) -> HttpResponse:
    held = _release(request, pk)
    demand(request.actor, "release.approve", held)

    def do(said: dict[str, Any]) -> None:
        approving.approve(
            actor=request.actor,
            release_id=pk,
            version=said["version"],
            not_before=said["not_before"],
            at=request.now,
        )

    return _act(request, held, ApproveForm(request.POST), do, "approve", _("Approved."))


@page("release.read", methods=("POST",))
def refuse(request: OfficeRequest, pk: int) -> HttpResponse:
    held = _release(request, pk)
    demand(request.actor, "release.approve", held)

    def do(said: dict[str, Any]) -> None:
        approving.refuse(
            actor=request.actor, release_id=pk, version=said["version"], words=said["words"], at=request.now
        )

    return _act(request, held, RefuseForm(request.POST), do, "refuse", _("It is not released."))


@page("release.withdraw", methods=("POST",))
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    held = _release(request, pk)
    demand(request.actor, "release.withdraw", held)

    def do(said: dict[str, Any]) -> None:
        take_back(
            actor=request.actor, release_id=pk, version=said["version"], reason=Withdrawn(said["reason"]), sentence=said["sentence"],
            at=request.now,
        )  # fmt: skip

    return _act(request, held, WithdrawForm(request.POST), do, "withdraw", _("Taken back."))


def _release(request: OfficeRequest, pk: int) -> Release:
    return get_object_or_404(selectors.visible_to(request.actor), pk=pk)


def _act(
    request: OfficeRequest, held: Release, form: forms.Form, do: Callable[[dict[str, Any]], None], name: str, said: StrOrPromise
) -> HttpResponse:  # fmt: skip
    return act_on(
        request, form, do, said=said, then=reverse("publication:show", args=[held.pk]),
        show=lambda form: shown_release(request, held, **{f"{name}_form": form}),
    )  # fmt: skip


def shown_release(request: OfficeRequest, held: Release, **forms_: forms.Form) -> HttpResponse:
    """The page, with the forms of the acts that fit. What is shown is what goes out, as it is redacted now."""
    actor, state = request.actor, held.state
    first = {"version": held.version}
    cuts = list(held.redactions.select_related("by"))
    content = shown_content(held)
    context: dict[str, Any] = {
        "release": held, "cuts": cuts, "places": [] if held.kind == "report" else places(content), "coded": coded(content),
        "text": cover(text_of(held), [c.words for c in cuts]) if held.kind == "report" else "",
        "entries": content["entries"] if held.kind == "report" else (), "history": selectors.history_of(held),
        "files": [row for row in content.get("evidence") or () if "file" in row],
        "same_person": actor.person_id in {held.proposed_by_id, held.checked_by_id},
    }  # fmt: skip
    if state in {State.PROPOSED, State.CHECKED} and may(actor, "release.check", held):
        context["check_form"] = CheckForm(None, release=held)
    if state == State.CHECKED and may(actor, "release.approve", held) and not context["same_person"]:
        context["approve_form"] = ApproveForm(initial=first)
    if state in _UNDECIDED and may(actor, "release.approve", held):
        context["refuse_form"] = RefuseForm(initial=first)
    if state == State.RELEASED and may(actor, "release.withdraw", held):
        context["withdraw_form"] = WithdrawForm(initial=first)
        context["earlier_files"] = selectors.earlier_files(held)
    return render(request, "publication/show.html", context | forms_)
