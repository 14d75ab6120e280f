"""The next report's sentences, each number one click from its matters, and their draft as a paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.sayings.views import address
from luoshi_web.console.years import last_years, year_asked, year_of
from luoshi_web.registers.reports.drafting import Written, paper, take, written
from luoshi_web.supervision.papers.files import FORMATS, file_of


@page("sentences.read")
def show(request: OfficeRequest) -> HttpResponse:
    """The draft of a year: what can be said, what is not verified, what was promised and is not mentioned."""
    year = year_asked(request)
    made = written(year, request.today)
    context = {
        "made": made, "year": year, "years": last_years(request.today), "pieces": list(_pieces(made)),
        "gaps": [(gap, address(gap.counted.register, year, gap.counted.answer), len(gap.counted.unverified)) for gap in made.draft.gaps],
    }  # fmt: skip
    return render(request, "sayings/sentences.html", context)


def _pieces(made: Written) -> Any:
    """The text in pieces, each with the address of its matters where it is a number, and the figure."""
    at, text = 0, made.draft.text
    for slot in made.draft.slots:
        yield text[at : slot.start], "", None
        answer = slot.counted.answer
        yield text[slot.start : slot.end], address(slot.counted.register, made.year, answer), answer
        at = slot.end
    yield text[at:], "", None


@page("sentences.take", methods=("POST",))
def file(request: OfficeRequest, ending: str) -> HttpResponse:
    """The draft as a file; its figures are kept as they stand."""
    if ending != "docx":
        raise Http404
    year = year_of(request.POST.get("year", ""), request.today)
    issuer = next((post.office.name for post in request.posts if post.pk == request.actor.post_id), "")
    try:
        with translation.override("zh-hans"):  # a paper is in Chinese, whatever its reader's language
            made = take(actor=request.actor, year=year, today=request.today, at=request.now)
            content = paper(made, today=request.today, issuer=issuer)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('sayings:sentences')}?year={year}")
    return saved(file_of(content, ending), f"{content.shown_title}.{ending}", FORMATS[ending][1])
