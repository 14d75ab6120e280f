"""The moderators' desk: the queue, single matters, the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi_web.voices import clock, limits, reasons
from luoshi_web.voices.forms import DecisionForm
from luoshi_web.voices.models import Act, Appeal, Comment, Correction
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import APPEALS, TAKEDOWNS, Actor, actor_for
from luoshi_web.voices.selectors.queue import queue, told
from luoshi_web.voices.selectors.shown import desk_reads
from luoshi_web.voices.services import correcting, moderating
from luoshi_web.voices.subjects import COMMENT, find
from luoshi_web.voices.views.kinds import form_page, page, status_of

_BULK: dict[str, Callable[..., object]] = {
    "publish": moderating.publish, "forward": moderating.forward, "keep": moderating.keep, "return": moderating.give_back,
    "refuse": moderating.refuse, "remove": moderating.remove,
}  # fmt: skip
_NEEDS_REASON = {"return", "refuse", "remove", "mask"}


def moderator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only who has logged in and has one of the three rights; nothing of the desk is kept anywhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse("voices:login"))
        actor = actor_for(request.user)
        if not actor.rights:
            raise PermissionDenied
        return view(request, actor, *args, **values)

    return form_page(csrf_protect(guarded))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@form_page
@csrf_protect
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password. By address they are refused; by name they are slowed down alone, or anybody could lock a moderator out.

    The page that follows is always the queue.
    """
    form = AuthenticationForm(request, data=request.POST or None)
    fault, status = "", 200
    if request.method == "POST":
        at = clock.now()
        try:
            limits.count("login", limits.address_of(request), at=at)
            limits.slow("login", f"name:{request.POST.get('username', '')[:150].casefold()}", at=at)
        except Refusal as why:
            fault, status = str(why), status_of(why)
        else:
            if form.is_valid():
                login(request, form.get_user())
                return HttpResponseRedirect(reverse("voices:desk"))
            status = 422
    return page(request, "login", status, form=form if not fault else AuthenticationForm(), fault=fault)


@require_POST
@form_page
@csrf_protect
def log_out(request: HttpRequest) -> HttpResponse:
    """Leave the desk."""
    logout(request)
    return HttpResponseRedirect(reverse("voices:login"))


@require_http_methods(["GET", "POST"])
@moderator
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The queue; with a decision on all that are marked."""
    at = clock.now()
    done = None
    if request.method == "POST":
        name = request.POST.get("act", "")
        if name not in _BULK:
            raise Http404
        done = moderating.decide_many(
            request.POST.getlist("number"), _BULK[name], actor=actor, at=at, **_said(request, name)
        )
    what = request.GET.get("what", "")
    tasks = queue(actor, day=clock.day_of(at), what=what)
    counts: dict[str, int] = {}
    for task in tasks if not what else queue(actor, day=clock.day_of(at)):
        counts[task.what] = counts.get(task.what, 0) + 1
    return page(
        request, "desk", actor=actor, tasks=told(tasks[:100]), count=len(tasks), counts=counts, what=what, done=done,
        reasons=reasons.REASONS.values(), reason_choices=[(code, reasons.words_of(code)) for code in reasons.REASONS],
    )  # fmt: skip


def _said(request: HttpRequest, name: str) -> dict[str, str]:
    if name not in _NEEDS_REASON:
        return {}
    return {"reason": request.POST.get("reason", ""), "note": request.POST.get("note", "")[:500]}


@require_http_methods(["GET", "POST"])
@moderator
def desk_comment(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One comment with everything about it: its complaints, its appeal, its record."""
    comment = Comment.objects.filter(number=number).first()
    if comment is None:
        raise Http404
    appeal = Appeal.objects.filter(comment=comment).first()
    at, fault = clock.now(), ""
    if request.method == "POST":
        name = request.POST.get("act", "")
        acts: dict[str, Callable[[], object]] = {
            one: lambda act=act, one=one: act(comment=comment, actor=actor, at=at, **_said(request, one))  # type: ignore[misc]
            for one, act in _BULK.items()
        }
        acts["mask"] = lambda: moderating.mask_part(
            comment=comment,
            part=request.POST.get("part", "")[:2000],
            actor=actor,
            at=at,
            **_said(request, "mask"),
        )
        if appeal is not None:
            for one in ("upheld", "dismissed"):
                acts[one] = (
                    lambda one=one: moderating.decide_appeal(  # type: ignore[misc]
                        appeal=appeal,
                        upheld=one == "upheld",
                        note=request.POST.get("note", "")[:500],
                        actor=actor,
                        at=at,
                    )
                )
        fault = _try(acts, name)
        if not fault:
            return HttpResponseRedirect(reverse("voices:desk"))
    reads = desk_reads(actor, (COMMENT, number), (comment.subject_kind, comment.subject_key))
    withheld = (
        comment.withheld
        if APPEALS in actor.rights and appeal is not None and comment.decided_by != actor.id and reads
        else ""
    )
    return page(
        request, "desk_comment", 422 if fault else 200, actor=actor, row=comment, fault=fault, appeal=appeal, withheld=withheld, reads=reads, words=find(comment.subject_kind, comment.subject_key) is not None,
        complaints=comment.complaints.all(), acts=Act.objects.filter(kind="comment", number=number), choices={
            act: reasons.choices(act) for act in (reasons.RETURN, reasons.REFUSE, reasons.MASK, reasons.REMOVE)
        }, why=reasons.words_of(comment.reason),
    )  # fmt: skip


def _try(acts: dict[str, Callable[[], object]], name: str) -> str:
    if name not in acts:
        raise Http404
    try:
        acts[name]()
    except Refusal as why:
        return str(why)
    return ""


@require_http_methods(["GET", "POST"])
@moderator
def desk_correction(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One correction: hide, decide, confirm."""
    row = Correction.objects.filter(number=number).select_related("comment").first()
    if row is None or (row.kind == Correction.Kind.SECRET and not actor.rights & {TAKEDOWNS, "moderate"}):
        raise Http404
    at, fault = clock.now(), ""
    form = DecisionForm(request.POST if request.POST.get("act_name") == "decide" else None)
    if request.method == "POST":
        name = request.POST.get("act_name", "")
        acts: dict[str, Callable[[], object]] = {
            "hide": lambda: correcting.hide_first(correction=row, actor=actor, at=at),
            "begin": lambda: correcting.begin(correction=row, actor=actor, at=at),
            "confirm": lambda: correcting.confirm(correction=row, actor=actor, at=at),
            "disagree": lambda: correcting.disagree(correction=row, actor=actor, at=at),
        }
        if name == "decide" and form.is_valid():
            decision = correcting.Decision(**form.cleaned_data)
            acts["decide"] = lambda: correcting.decide(correction=row, decision=decision, actor=actor, at=at)
        if name != "decide" or form.is_valid():
            fault = _try(acts, name)
            if not fault:
                return HttpResponseRedirect(reverse("voices:desk"))
    about = [(row.subject_kind, row.subject_key)]
    about += [(row.comment.subject_kind, row.comment.subject_key)] if row.comment is not None else []
    secret_text = TAKEDOWNS not in actor.rights and (
        row.kind == Correction.Kind.SECRET or not desk_reads(actor, *about)
    )
    return page(
        request, "desk_correction", 422 if fault else 200, actor=actor, row=row, form=form, fault=fault, withheld=secret_text, words=row.subject_kind == COMMENT or find(row.subject_kind, row.subject_key) is not None,
        can_decide=(TAKEDOWNS if row.serious else "moderate") in actor.rights,
        acts=Act.objects.filter(kind="correction", number=number),
    )  # fmt: skip


@require_safe
@moderator
def record(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The record of all acts, the newest first."""
    before = request.GET.get("before", "")
    rows = Act.objects.order_by("-pk")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[:101])
    return page(
        request, "record", actor=actor, acts=found[:100], more=found[99].pk if len(found) > 100 else 0
    )
