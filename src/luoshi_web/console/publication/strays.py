"""What the portal shows without a release behind it, and what it was not told of: found, and settled one by one or many together."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.accounts.rights import may
from luoshi_web.audit.refusal import SENTENCES, Refusal
from luoshi_web.audit.services import record
from luoshi_web.console.pages import page, paged
from luoshi_web.console.publication.filters import StrayFilter
from luoshi_web.console.publication.forms import CloseForm, RemoveForm
from luoshi_web.console.publication.words import CALLS
from luoshi_web.console.request import OfficeRequest
from luoshi_web.publication import selectors
from luoshi_web.publication.models import Handover, Settlement
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.services import settle
from luoshi_web.publication.services.deliver import deliver
from luoshi_web.publication.to_portal.strays import Stray, lines_for, stray_of, strays

_LIST = "publication:strays"


@page("release.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Everything without a release, what waits for a second person, and what the portal was not told of."""
    return _shown(request)


def _shown(request: OfficeRequest, **forms: Any) -> HttpResponse:
    actor = request.actor
    try:
        found, away = strays(), False
    except DatabaseError:
        found, away = [], True  # the portal's own database; the office's would not have let anybody in
    asked = list(Settlement.objects.filter(decided_at=None).select_related("asked_by"))
    waits = {(one.kind, one.key) for one in asked}
    narrowed = StrayFilter(request.GET, found)
    told = [one for one in selectors.not_told(request.now) if _seen(request, one)]
    context: dict[str, Any] = {
        "filter": narrowed, "page": paged(request, [(one, (one.kind, one.key) in waits) for one in narrowed.found]), "count": len(found),
        "away": away, "asked": [(one, one.asked_by_id == actor.person_id) for one in asked], "settles": may(actor, "release.withdraw"),
        "decides": may(actor, "release.approve"), "told": [(one, CALLS.get(one.call, one.call), _why(one)) for one in told],
        "close_form": CloseForm(auto_id="close_%s"), "remove_form": RemoveForm(auto_id="remove_%s"), "portal": getattr(settings, "PORTAL_ADDRESS", ""),
    }  # fmt: skip
    return render(request, "publication/strays.html", context | forms)


def _seen(request: OfficeRequest, told: Handover) -> bool:
    return told.release is None or may(request.actor, "release.read", told.release)


def _why(told: Handover) -> str:
    """Why the portal would not, or could not be told."""
    if told.refused:
        return (
            _(SENTENCES[told.refused]) % {"name": told.release or told.place}
            if told.refused in SENTENCES
            else told.refused
        )
    return told.failure


@page("release.withdraw", methods=("POST",))
def close(request: OfficeRequest) -> HttpResponse:
    """Lines that left, closed with one sentence."""
    form = CloseForm(request.POST, auto_id="close_%s")
    if not form.is_valid():
        return _again(request, close_form=form)

    def do(mark: str) -> None:
        kind, _colon, key = mark.partition(":")
        if kind != Settlement.Kind.LINE:
            raise Refusal("lines_alone_are_closed")
        settle.settle_line(actor=request.actor, key=key, words=form.cleaned_data["words"], at=request.now)

    return _each(request, do)


@page("release.withdraw", methods=("POST",))
def remove(request: OfficeRequest) -> HttpResponse:
    """Asked for: to be taken out of the public."""
    form = RemoveForm(request.POST, auto_id="remove_%s")
    if not form.is_valid():
        return _again(request, remove_form=form)
    said = form.cleaned_data

    def do(mark: str) -> None:
        kind, _colon, key = mark.partition(":")
        settle.ask_removal(
            actor=request.actor, kind=kind, key=key, reason=Withdrawn(said["reason"]), sentence=said["sentence"], at=request.now
        )  # fmt: skip

    return _each(request, do)


@page("release.approve", methods=("POST",))
def decide(request: OfficeRequest) -> HttpResponse:
    """Another person agrees, or lets it stand."""
    agreed = request.POST.get("decision") == "yes"

    def do(key: str) -> None:
        if not key.isdecimal():
            raise Refusal("stray_settled")
        settle.decide_removal(actor=request.actor, settlement_id=int(key), agreed=agreed, at=request.now)

    return _each(request, do)


@page("release.withdraw", methods=("POST",))
def tell(request: OfficeRequest) -> HttpResponse:
    """What waits is told now."""
    with transaction.atomic():
        record(actor=request.actor, verb="stray.tell", at=request.now)
    try:
        done = deliver(at=request.now).delivered
    except (
        Exception
    ) as error:  # whatever the portal's database says: it is tried again by itself, and the row has why
        messages.error(request, _("The portal could not be told: %(why)s") % {"why": str(error)[:200]})
    else:
        said = ngettext(
            "The portal was told of %(count)s act.", "The portal was told of %(count)s acts.", done
        )
        messages.success(request, said % {"count": done})
    return redirect(_LIST)


@page("release.withdraw", methods=("GET", "POST"))
def line(request: OfficeRequest, line: str) -> HttpResponse:
    """One line that left: which line of the report that is used now it is, said by who has read both."""
    try:
        stray = stray_of(Settlement.Kind.LINE, line)
    except DatabaseError:
        messages.error(request, _("The portal's database cannot be reached just now."))
        return redirect(_LIST)
    if stray is None:
        raise Http404
    if request.method == "POST":
        return _is_line(request, stray)
    found = lines_for(stray, request.GET.get("words", ""))
    context = {"stray": stray, "lines": found, "words": request.GET.get("words", "")}
    return render(request, "publication/stray_line.html", context)


def _is_line(request: OfficeRequest, stray: Stray) -> HttpResponse:
    try:
        chosen = request.POST.get("chosen", "")
        if not chosen:
            raise Refusal("no_line_chosen")
        settle.settle_line(actor=request.actor, key=stray.key, line=chosen, at=request.now)
    except Refusal as why:
        messages.error(request, str(why))
        return redirect("publication:stray_line", stray.key)
    messages.success(
        request, _("Settled: its address, its comments and what was released of it go over to that line.")
    )
    return redirect(_LIST)


def _again(request: OfficeRequest, **forms: Any) -> HttpResponse:
    answer = _shown(request, **forms)
    answer.status_code = 400
    return answer


def _each(request: OfficeRequest, do: Callable[[str], None]) -> HttpResponse:
    """Each by itself: what one refuses holds up no other. What was refused is said once for each reason."""
    done, refused = 0, dict[str, int]()
    for mark in _chosen(request.POST.getlist("row")):
        try:
            do(mark)
            done += 1
        except Refusal as why:
            refused[str(why)] = refused.get(str(why), 0) + 1
    for sentence, count in refused.items():
        messages.error(request, f"{sentence} × {count}" if count > 1 else sentence)
    if done:
        said = ngettext("Done with %(count)s of them.", "Done with %(count)s of them.", done)
        messages.success(request, said % {"count": done})
    elif not refused:
        messages.error(request, _("Tick something first."))
    return redirect(_LIST)


def _chosen(rows: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(rows))[:500]
