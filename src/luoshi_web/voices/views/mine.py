"""Private links: what became of my comment or report, and what I can still do."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from luoshi_web.voices import clock, limits, reasons
from luoshi_web.voices.forms import AppealForm, RewriteForm
from luoshi_web.voices.models import Appeal, Comment, Correction, Forwarded
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.selectors import shown
from luoshi_web.voices.services import correcting, writing
from luoshi_web.voices.services.keys import digest_of
from luoshi_web.voices.views.kinds import form_page, page, status_of
from luoshi_web.voices.views.writing import back


@require_http_methods(["GET", "POST"])
@form_page
@csrf_protect
def mine(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind a private link. A wrong key, one that was dropped and nonsense get the same answer."""
    at = clock.now()
    try:
        limits.count("private", limits.address_of(request), at=at)
    except Refusal as why:
        return page(request, "refused", status_of(why), fault=str(why))
    digest = digest_of(key)
    comment = Comment.objects.filter(key_digest=digest).select_related("forwarded").first()
    if comment is not None:
        return _comment(request, comment)
    correction = Correction.objects.filter(key_digest=digest).first()
    if correction is not None:
        return _correction(request, correction)
    raise Http404


def _comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    at, text = clock.now(), request.POST.get("text", "")[:2000]
    acts: dict[str, Callable[[], object]] = {
        "rewrite": lambda: writing.rewrite(comment=comment, text=text, at=at),
        "appeal": lambda: writing.appeal(comment=comment, text=text, at=at),
        "take_back": lambda: writing.take_back(comment=comment, at=at),
    }
    fault = _do(request, acts)
    if request.method == "POST" and not fault:
        return back(request)
    until = writing.appeal_until(comment)
    heard = Appeal.objects.filter(comment=comment).first()
    sent: Forwarded | None = getattr(comment, "forwarded", None)
    return page(
        request, "my_comment", 422 if fault else 200, row=comment, words=shown.told(comment.subject_kind, comment.subject_key), fault=fault, why=reasons.words_of(comment.reason), appeal=heard,
        appeal_until=until if until and heard is None and until >= clock.day_of(at) else None, sent=sent,
        rewrite_form=RewriteForm(initial={"text": comment.text}), appeal_form=AppealForm(),
        can_take_back=comment.state != Comment.State.REMOVED and comment.reason != reasons.OWN,
    )  # fmt: skip


def _correction(request: HttpRequest, correction: Correction) -> HttpResponse:
    at, text = clock.now(), request.POST.get("text", "")[:2000]
    acts: dict[str, Callable[[], object]] = {
        "withdraw": lambda: correcting.withdraw(correction=correction, at=at),
        "review": lambda: correcting.ask_review(correction=correction, text=text, at=at),
    }
    fault = _do(request, acts)
    if request.method == "POST" and not fault:
        return back(request)
    State = Correction.State
    return page(
        request, "my_correction", 422 if fault else 200, row=correction, words=shown.told(correction.subject_kind, correction.subject_key), fault=fault, review_form=AppealForm(),
        can_withdraw=correction.state in {State.RECEIVED, State.CHECKING} and correction.hidden_at is None and not correction.first_deciders,
        can_review=correction.state == State.DECIDED,
    )  # fmt: skip


def _do(request: HttpRequest, acts: dict[str, Callable[[], object]]) -> str:
    if request.method != "POST":
        return ""
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        act()
    except Refusal as why:
        return str(why)
    return ""
