"""What is read: threads, single comments, the log of corrections, the rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luoshi_web.voices import clock, subjects
from luoshi_web.voices.conf import LIMITS, conf
from luoshi_web.voices.identity import identity
from luoshi_web.voices.masks_shown import kinds_shown
from luoshi_web.voices.models import Correction, Hiding
from luoshi_web.voices.selectors import log, shown, threads
from luoshi_web.voices.views.kinds import page, reading


def the_subject(kind: str, key: str) -> subjects.Subject:
    """The line or report, or the 404 that says nothing of why. What is hidden is no place for a form or a thread either."""
    found = subjects.find(kind, key)
    if found is None or threads.hidden(kind, [found.key]):
        raise Http404
    return found


def _thread(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    subject = the_subject(kind, key)
    said = threads.thread(kind, subject.key, quote=subject.quote)
    done = log.of_subject(kind, subject.key, at=clock.now())
    return page(request, "thread", subject=subject, thread=said, corrections=done, letters=identity() is None)


@require_safe
@reading
def line_thread(request: HttpRequest, id: str) -> HttpResponse:
    """What was said under a line."""
    return _thread(request, subjects.LINE, id)


@require_safe
@reading
def report_thread(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """What was said under a report."""
    return _thread(request, subjects.REPORT, f"{place}/{year}")


@require_safe
@reading
def comment(request: HttpRequest, number: str) -> HttpResponse:
    """One comment with its replies, at an address of its own."""
    found = threads.one(number)
    if found is None:
        raise Http404
    row, voice = found
    subject = subjects.find(row.subject_kind, row.subject_key)
    if threads.hidden(row.subject_kind, [row.subject_key]):
        raise Http404
    parent = row.parent if row.parent is not None and threads.one(row.parent.number) else None
    return page(request, "comment", row=row, voice=voice, subject=subject, parent=parent)


@require_safe
@reading
def corrections(request: HttpRequest) -> HttpResponse:
    """The public log."""
    at = clock.now()
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")[:12]
    found = log.rows(at=at, kind=kind, before=before, limit=51)
    return page(
        request, "corrections", rows=found[:50], more=found[49].number if len(found) > 50 else "", kind=kind,
        kinds=[one for one in Correction.Kind.choices if one[0] != Correction.Kind.SECRET], months=log.secret_months(),
        today=clock.day_of(at),
    )  # fmt: skip


@require_safe
@reading
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """One correction: old beside new, the outcome, the days it took."""
    found = log.public(at=clock.now()).filter(number=number).first()
    if found is None:
        raise Http404
    took = None
    if found.decided_at is not None:
        took = clock.working_days_between(clock.day_of(found.received_at), clock.day_of(found.decided_at))
    kind, key = found.subject_kind, found.subject_key
    words = shown.told(kind, key)
    away = threads.hidden(kind, [key]).get(key)
    gone = away is not None and away.state == Hiding.State.GONE and not away.secret
    subject = subjects.find(kind, key) if words and kind != subjects.COMMENT else None
    return page(request, "correction", row=found, took=took, gone=gone, words=words, subject=subject)


@require_safe
@reading
def rules(request: HttpRequest) -> HttpResponse:
    """What is published, what is masked, when the answer is due, how many were refused and why."""
    said = conf()
    year = clock.day_of(clock.now()).year
    return page(
        request, "rules", said=said, per_hour=said.limits.get("comment", LIMITS["comment"]), year=year,
        refused=threads.refused_counts(year), letters=identity() is None, masks=kinds_shown(),
    )  # fmt: skip
