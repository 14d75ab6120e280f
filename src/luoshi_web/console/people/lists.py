"""Bringing in a list of offices, posts and people: looked at first, then brought in whole."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from luoshi_web.accounts.bring_in import bring_in, list_asks, look_at
from luoshi_web.accounts.models import Proposal
from luoshi_web.accounts.proposals import propose
from luoshi_web.accounts.roster import COLUMNS, SENTENCES
from luoshi_web.accounts.sheets import text_of
from luoshi_web.console.pages import page
from luoshi_web.console.people.forms import ListForm
from luoshi_web.console.people.proposals import proposed
from luoshi_web.console.request import OfficeRequest

MOST_BYTES = 2 << 20
_EXAMPLES = (
    ("government", "区人民政府", "区政府", "政府办公机构", "", "区长", "领导", "机密", "李某", "li", "", "", "2026-01-01", "是", ""),
    ("government", "区人民政府", "区政府", "政府办公机构", "", "副区长", "领导", "秘密", "王某", "wang", "", "", "2026-01-01", "", "发改局"),
    ("fgj", "区发展和改革局", "发改局", "部门", "发改委、区发改局", "局长", "部门负责人", "内部", "张某", "zhang", "zhang@example.test",
     "0000-0000000", "2026-01-01", "", ""),
)  # fmt: skip


@never_cache
@page("accounts.manage", methods=("GET", "HEAD", "POST"))
def bring(request: OfficeRequest) -> HttpResponse:
    """A file is looked at and nothing changed; what was looked at is then brought in."""
    if request.method == "POST" and "text" in request.POST:
        roster = look_at(request.POST["text"])
        if not roster.faults and list_asks(roster, request.today):
            values = {"text": request.POST["text"]}
            propose(actor=request.actor, kind=Proposal.Kind.LIST, values=values, at=request.now)
            proposed(request)
            return redirect("people:proposals")
        newcomers = bring_in(actor=request.actor, text=request.POST["text"], at=request.now)
        return render(request, "people/passwords.html", {"newcomers": newcomers})
    form = ListForm(request.POST or None, request.FILES or None)
    context = {"form": form, "columns": list(COLUMNS)}
    if form.is_valid():
        file = form.cleaned_data["file"]
        text = text_of(file.read()) if file.size <= MOST_BYTES else None
        if file.size > MOST_BYTES:
            form.add_error("file", _("The file is larger than 2 MB."))
        elif text is None:
            form.add_error("file", _(SENTENCES["not_text"]))
        else:
            roster = look_at(text)
            context |= {"text": text, "roster": roster, "asks": list_asks(roster, request.today)}
    return render(request, "people/list.html", context)


@page("accounts.manage")
def template(request: OfficeRequest) -> HttpResponse:
    """An empty list with examples, as spreadsheets open it."""
    out = io.StringIO()
    csv.writer(out).writerows([list(COLUMNS), *_EXAMPLES])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="offices.csv"'
    return answer
