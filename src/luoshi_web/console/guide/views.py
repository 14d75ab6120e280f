"""First steps: each with what is there, what is missing, and where it is made good."""

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.accounts.rights import may
from luoshi_web.console.guide.words import LACKS, STEPS, place_of
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors.readiness import steps


@page("guide.read")
def shown(request: OfficeRequest) -> HttpResponse:
    """Asked anew each time: nothing is kept of where somebody left off, for what is there says it."""
    rows = []
    for step in steps(day=request.today):
        url, right = place_of(step.code)
        heading, words = STEPS[step.code]
        lacks = [LACKS[lack.code] % {"count": lack.count} for lack in step.lacks]
        rows.append((heading, words, lacks, url if may(request.actor, right) else ""))
    missing = sum(1 for _heading, _words, lacks, _url in rows if lacks)
    return render(request, "guide/show.html", {"rows": rows, "missing": missing})
