"""Copies of a report: brought in, looked at, confirmed, and what a corrected one changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.changes import change_rows
from luoshi_web.console.review.forms import ConfirmForm, UploadForm
from luoshi_web.console.review.words import DOUBTS, language
from luoshi_web.ledgerstore.doubts import doubts
from luoshi_web.ledgerstore.kept import hand_out
from luoshi_web.ledgerstore.models import Copy, Report
from luoshi_web.ledgerstore.services.read import confirm_copy, known_report
from luoshi_web.ledgerstore.services.uploads import read_again, set_aside, upload_copy


@page("report.upload", methods=("GET", "POST"))
def upload(request: OfficeRequest) -> HttpResponse:
    """A file of a report that says itself whose it is."""
    return _upload(request, None)


@page("report.upload", methods=("GET", "POST"))
def upload_corrected(request: OfficeRequest, pk: int) -> HttpResponse:
    """A corrected copy of a report that is there."""
    return _upload(request, get_object_or_404(Report, pk=pk))


def _upload(request: OfficeRequest, report: Report | None) -> HttpResponse:
    form = (
        UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        copy = upload_copy(
            actor=request.actor, name=file.name, data=file.read(), report=report, at=request.now
        )
        return redirect("reports:copy", copy.pk)
    return render(request, "review/upload.html", {"form": form, "report": report})


@page("report.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One copy: whether it could be read, what was doubtful, what must be known of it."""
    copy = _copy(pk)
    if request.htmx and copy.state == Copy.State.QUEUED:
        return render(request, "review/waiting.html", {"copy": copy})
    ledger: dict[str, Any] = copy.ledger or {}
    said = ledger.get("report") or {}
    context: dict[str, Any] = {"copy": copy, "said": said, "entry_count": len(ledger.get("entries") or ())}
    context["notices"] = _notices(said)
    if copy.refusal:
        context["refusal"] = copy.refusal.get(language())
    if copy.state == Copy.State.DOUBTFUL:
        context |= _doubtful(copy, said)
    if copy.diff:
        context["counts"] = {name: len(copy.diff[name]) for name in ("gained", "lost", "changed")} | {
            name: copy.diff[name] for name in ("moved", "same")
        }
    answer = render(request, "review/copy.html", context)
    if request.htmx:
        answer["HX-Refresh"] = "true"  # it has been read since: show the whole page
    return answer


def _copy(pk: int) -> Copy:
    return get_object_or_404(Copy.objects.select_related("report", "uploaded_by"), pk=pk)


def _doubtful(copy: Copy, said: dict[str, Any]) -> dict[str, Any]:
    place = said.get("place") or {}
    name, year = place.get("name") or "", said.get("year")
    known = known_report(name, year) if name and year else None
    meant = (copy.report.place, copy.report.year) if copy.report else None
    codes = doubts(copy.ledger or {}, meant=meant, known=known is not None)
    initial = {"place": known.place if known else name, "year": year, "title": said.get("title") or ""}
    if copy.report:
        initial = {"place": copy.report.place, "year": copy.report.year, "title": copy.report.title}
    return {"doubts": [DOUBTS[code] for code in codes], "form": ConfirmForm(initial=initial), "known": known}


def _notices(said: dict[str, Any]) -> list[tuple[str, int]]:
    """Kinds of the library's notices with how many of each, what concerns the whole copy first."""
    counted: dict[str, int] = {}
    for notice in said.get("notices") or ():
        counted[notice["kind"]] = counted.get(notice["kind"], 0) + 1
    return sorted(counted.items())


@page("report.read")
def original(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded: to be saved, never shown, whatever it holds."""
    copy = _copy(pk)
    content = hand_out(
        actor=request.actor, thing=copy, place=copy.content.name or "", sha256=copy.sha256, name=copy.filename, at=request.now
    )  # fmt: skip
    return saved(content, copy.filename, "application/octet-stream")


@page("report.upload", methods=("POST",))
def again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read a copy once more."""
    read_again(actor=request.actor, copy_id=_copy(pk).pk, at=request.now)
    return redirect("reports:copy", pk)


@page("report.upload", methods=("POST",))
def confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Place and year as somebody says them; entries are made."""
    copy = _copy(pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        said = (copy.ledger or {}).get("report") or {}
        context = (
            {"copy": copy, "said": said, "notices": _notices(said)} | _doubtful(copy, said) | {"form": form}
        )
        return render(request, "review/copy.html", context)
    report = confirm_copy(actor=request.actor, copy_id=copy.pk, at=request.now, **form.cleaned_data)
    messages.success(request, _("The entries of %(report)s are ready for review.") % {"report": report})
    return redirect("reports:show", report.pk)


@page("report.upload", methods=("POST",))
def aside(request: OfficeRequest, pk: int) -> HttpResponse:
    """A doubtful copy that is no report of ours."""
    set_aside(actor=request.actor, copy_id=_copy(pk).pk, at=request.now)
    return redirect("reports:copy", pk)


@page("report.read")
def difference(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a corrected copy changed, entry by entry, old beside new."""
    copy = get_object_or_404(Copy.objects.select_related("report").filter(diff__isnull=False), pk=pk)
    rows = change_rows(copy.diff or {})
    kept = {name: (copy.diff or {}).get(name, 0) for name in ("moved", "same")}
    return render(request, "review/diff.html", {"copy": copy, "page": paged(request, rows), "kept": kept})
