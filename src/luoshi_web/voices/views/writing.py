"""Forms of the public: comment, reply, report an error, report a comment. The order at sending: the form, the limits, the test, the act."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from luoshi_web.voices import clock, limits, subjects
from luoshi_web.voices.captcha import gate
from luoshi_web.voices.conf import conf
from luoshi_web.voices.forms import CommentForm, ComplaintForm, CorrectionForm
from luoshi_web.voices.identity import identity
from luoshi_web.voices.models import VISIBLE, Comment, Correction
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.selectors import threads
from luoshi_web.voices.services import correcting, writing
from luoshi_web.voices.subjects import Subject
from luoshi_web.voices.views.kinds import HOUR, form_page, page, status_of
from luoshi_web.voices.views.reading import the_subject


def filled_in(
    request: HttpRequest, form_class: type[forms.Form], template: str, *, purpose: str, counted: str, subject: Subject,
    act: Callable[[dict[str, Any]], HttpResponse], **values: Any,
) -> HttpResponse:  # fmt: skip
    """Show a form, or take it. A form that is refused comes back with its words and a new challenge."""
    at, language = clock.now(), get_language() or "zh-hans"
    purpose = f"{purpose}:{subject.kind}:{subject.key}"
    form = form_class(request.POST or None)
    fault, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            address = limits.address_of(request)
            try:
                limits.count(counted, address, at=at)
                gate.redeem(purpose, request.POST, address=address, at=at)
                limits.count("site", counted, at=at, code="line_busy")
                return act(form.cleaned_data)
            except Refusal as why:
                fault, status = str(why), status_of(why)
    offer = gate.offer(purpose, language=language, quote=subject.quote, at=at)
    answer = page(
        request,
        template,
        status,
        form=form,
        fault=fault,
        offer=offer,
        subject=subject,
        said=conf(),
        **values,
    )
    if status == 429:
        answer["Retry-After"] = HOUR
    return answer


def _comment(request: HttpRequest, subject: Subject, parent: Comment | None = None) -> HttpResponse:
    at, hook = clock.now(), identity()
    token = hook.token(request) if hook is not None else ""
    if hook is not None and not token:
        return page(request, "log_in", 403, subject=subject, login=hook.login(request))

    def act(said: dict[str, Any]) -> HttpResponse:
        limits.count("subject", f"{subject.kind}:{subject.key}", at=at, code="line_busy")
        made, key = writing.send(
            subject=subject, text=said["text"], name=said["name"], contact=said["contact"], token=(token or "")[:200],
            public=hook is not None, parent=parent, language=get_language() or "zh-hans", at=at,
        )  # fmt: skip
        masked = made.text != said["text"].strip()
        return page(request, "receipt", row=made, key=key, subject=subject, masked=masked, said=conf())

    return filled_in(
        request, CommentForm, "comment_form", purpose=f"comment{parent.number if parent else ''}", counted="comment", subject=subject,
        act=act, parent=parent, letters=hook is None, decision_due=clock.due(at, conf().decision_days),
        answer_due=clock.due(at, conf().answer_days),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def line_comment(request: HttpRequest, id: str) -> HttpResponse:
    """Say something about a line."""
    return _comment(request, the_subject(subjects.LINE, id))


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def report_comment(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Say something about a report."""
    return _comment(request, the_subject(subjects.REPORT, f"{place}/{year}"))


def _shown(number: str) -> tuple[Comment, Subject]:
    """A comment that readers see, with what it is about: without its words, where the portal has it no more."""
    found = threads.one(number)
    if found is None or found[0].state not in VISIBLE or found[1].hidden:
        raise Http404
    row = found[0]
    if threads.hidden(row.subject_kind, [row.subject_key]):
        raise Http404
    subject = subjects.find(row.subject_kind, row.subject_key)
    return row, subject or Subject(row.subject_kind, row.subject_key, "", row.place, "", replaced=True)


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Reply to a comment."""
    row, subject = _shown(number)
    if row.parent is not None:
        row, _ = _shown(row.parent.number)
    return _comment(request, subject, row)


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def complain(request: HttpRequest, number: str) -> HttpResponse:
    """Report a comment: a moderator looks again, or, for personal data and the like, it is hidden first."""
    row, subject = _shown(number)
    at = clock.now()

    def act(said: dict[str, Any]) -> HttpResponse:
        if said["kind"] in Correction.Kind.values:
            made, key = correcting.report(
                subject=subject, kind=said["kind"], text=said["text"] or "—", contact=said["contact"], comment=row, at=at,
            )  # fmt: skip
            return page(request, "correction_receipt", row=made, key=key, subject=subject)
        writing.complain(comment=row, reason=said["kind"], text=said["text"], at=at)
        return page(request, "complaint_receipt", row=row, due=clock.due(at, conf().decision_days))

    return filled_in(
        request, ComplaintForm, "complaint_form", purpose=f"complain{number}", counted="complaint", subject=subject, act=act, row=row,
        due=clock.due(at, conf().decision_days),
    )  # fmt: skip


def _error(request: HttpRequest, subject: Subject) -> HttpResponse:
    at = clock.now()

    def act(said: dict[str, Any]) -> HttpResponse:
        made, key = correcting.report(
            subject=subject, kind=said["kind"], text=said["text"], claimed=said["claimed"], contact=said["contact"], at=at
        )  # fmt: skip
        return page(request, "correction_receipt", row=made, key=key, subject=subject)

    return filled_in(
        request, CorrectionForm, "correction_form", purpose="error", counted="correction", subject=subject, act=act,
        due=clock.due(at, conf().correction_days),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def line_error(request: HttpRequest, id: str) -> HttpResponse:
    """Report an error on a line."""
    return _error(request, the_subject(subjects.LINE, id))


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def report_error(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Report an error in a report."""
    return _error(request, the_subject(subjects.REPORT, f"{place}/{year}"))


def back(request: HttpRequest) -> HttpResponse:
    """After an act: the same page anew."""
    return HttpResponseRedirect(request.path)
