"""The month's reports of a unit as a workbook: downloaded with what is due, brought back filled in."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.pages import page
from luoshi_web.console.progress.periods import period_of
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks.lists import file_answer
from luoshi_web.supervision.selectors.progress import latest_updates, owed
from luoshi_web.supervision.services.month import Taken, take_month
from luoshi_web.supervision.workbooks.grid import LARGEST
from luoshi_web.supervision.workbooks.month import month_book


class BookForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label=gettext_lazy("Filled workbook (XLSX)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


@page("progress.owe")
def file(request: OfficeRequest) -> HttpResponse:
    """What the unit still owes for the period of ``?period=``, each item a row."""
    period = period_of(request.GET, request.today)
    items = list(owed(request.actor, period).prefetch_related("further"))
    office = Office.objects.get(pk=request.actor.office_id or 0)
    content = month_book(
        office=office.name, code=office.code, period=period, items=items,
        last=latest_updates([item.pk for item in items], before=period), at=request.now,
    )  # fmt: skip
    name = _("Reports of %(office)s %(month)s") % {"office": office, "month": f"{period:%Y-%m}"}
    return file_answer(content, f"{name}.xlsx")


@page("progress.owe", methods=("GET", "HEAD", "POST"))
def bring_in(request: OfficeRequest) -> HttpResponse:
    """The filled workbook: taken whole, or not at all with every fault by its cell."""
    form = BookForm(request.POST or None, request.FILES or None)
    taken: Taken | None = None
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            taken = take_month(
                actor=request.actor, name=uploaded.name, content=uploaded.read(LARGEST + 1), at=request.now
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            status = 409
        else:
            if not taken.faults:
                _tell(request, taken)
                return redirect(f"{reverse('progress:owed')}?period={taken.period}")
    context = {
        "form": form,
        "taken": taken,
        "period": taken.period if taken else period_of(request.GET, request.today),
    }
    return render(request, "workbooks/month.html", context, status=status)


def _tell(request: OfficeRequest, taken: Taken) -> None:
    said = ngettext(
        "%(count)s item reported up to %(day)s.", "%(count)s items reported up to %(day)s.", taken.reported
    )
    messages.success(request, said % {"count": taken.reported, "day": taken.period})
    if taken.blank:
        left = ngettext(
            "%(count)s row was left empty and is still to be reported.",
            "%(count)s rows were left empty and are still to be reported.",
            taken.blank,
        )
        messages.warning(request, left % {"count": taken.blank})
