"""A line as a card for other sites: its words, both numbers, what came of it and who says so. The one page that may stand in another's frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt

from luoshi_web.portal.answers import Shown, answer, rendered
from luoshi_web.portal.kept import LIVES
from luoshi_web.portal.models import Line
from luoshi_web.portal.pages.line import with_outcomes
from luoshi_web.portal.pages.said import promise
from luoshi_web.portal.released import tombstone
from luoshi_web.portal.selectors import outcome_of, release_of
from luoshi_web.portal.signs import kind_word

_ANYWHERE = {"frame-ancestors": ["*"], "script-src": ["'none'"], "form-action": ["'none'"]}


@xframe_options_exempt
@csp_replace(_ANYWHERE)  # type: ignore[arg-type]  # its views take a request alone
def card_page(request: HttpRequest, line_id: str) -> HttpResponseBase:
    """Taken back, the card says so in the frame in which it stood."""
    line = with_outcomes().filter(pk=line_id).first()
    if line is not None:
        release = (
            release_of(line.place),
            "card",
        )  # never by its address alone: this view lets it into frames
        return answer(request, release, lambda: _shown(line))
    stone = tombstone(f"l/{line_id}/")
    if stone is None:
        raise Http404
    response = HttpResponse(rendered(request, "portal/card.html", {"tombstone": stone}), status=410)
    response["Cache-Control"] = LIVES
    return response


def _shown(line: Line) -> Shown:
    context = {
        "line": line, "place": line.place, "kind": kind_word(line.kind), "held": promise(line) if line.kind in {"target", "task"} else None,
        "outcome": outcome_of(line), "title": line.quote,
    }  # fmt: skip
    return Shown("portal/card.html", context)
