"""Looking at evidence without opening it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Attachment
from luoshi_web.supervision.progress.preview import kind_of, preview
from luoshi_web.supervision.services.evidence import Named

FAULTS = {
    "no_kind": _("Files of this kind cannot be looked at here; save it."),
    "gone": _("The file is not where it was stored. Tell the administrator."),
    "changed": _(
        "The stored file is not the one that was uploaded any more. Tell the administrator and the auditor."
    ),
    "unreadable": _("The file cannot be drawn; save it."),
}
_MOST_PAGES = 5000


def _page(request: OfficeRequest) -> int:
    """Which page of a file ``?page=`` asks for."""
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and 0 < int(number) <= _MOST_PAGES else 1


def _attachment(request: OfficeRequest, pk: int) -> Attachment:
    attachment = get_object_or_404(Attachment.objects.select_related("evidence", "by"), pk=pk)
    demand(request.actor, "evidence.read", item_for(request, attachment.item_id))
    return attachment


@page("item.list")
def shown(request: OfficeRequest, pk: int) -> HttpResponse:
    """Words and tables as text of this page; pictures and pages of a PDF by their own address."""
    attachment = _attachment(request, pk)
    context = {"item_pk": attachment.item_id} | looked_at(request, attachment)
    return render(request, "progress/preview.html", context)


def looked_at(request: OfficeRequest, file: Named) -> dict[str, Any]:
    """What ``progress/looked_at.html`` shows of a file."""
    number = _page(request)
    found = preview(file, actor=request.actor, page=number, at=request.now)
    number = min(number, max(found.pages, 1))
    return {
        "file": file, "found": found, "number": number, "fault": FAULTS.get(found.fault, ""),
        "before": number - 1, "after": number + 1 if number < found.pages else 0,
    }  # fmt: skip


@never_cache
@page("item.list")
def drawn(request: OfficeRequest, pk: int) -> HttpResponse:
    """A picture or a page of a PDF, drawn anew as PNG."""
    return picture(request, _attachment(request, pk))


def picture(request: OfficeRequest, file: Named) -> HttpResponse:
    """A page of a file as a picture that does nothing. Raises :class:`Http404` where it is not drawn."""
    if kind_of(file) not in {"image", "pdf"}:
        raise Http404
    found = preview(file, actor=request.actor, page=_page(request), at=request.now)
    if not found.png:
        raise Http404
    answer = HttpResponse(found.png, content_type="image/png")
    answer["Content-Disposition"] = content_disposition_header(False, f"{file.name}.png") or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
