"""The page of a hidden line or report is not shown, whatever its ending: until two people have decided, and until the portal has followed."""

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from luoshi_web.voices.models import Hiding
from luoshi_web.voices.selectors.threads import hidden
from luoshi_web.voices.subjects import LINE, REPORT, find

_LINE = re.compile(r"^/(?:l|api/v1/lines)/([^/.]{1,40})(?:/|\.|$)")
_REPORT = re.compile(
    r"^/(?:p/([^/.-]+)[^/]*/([12][0-9]{3})/report|api/v1/reports/([^/]+)/0*([12][0-9]{3}))(?:/|\.|$)"
)


class HiddenMiddleware:
    """Stands after the portal's frame, which has taken the language off the address. One query for pages of lines and reports alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """Raises the 404 of a page that is not there. What is gone from the portal too, the portal itself says, except of secrets."""
        path = request.path_info
        line, report = _LINE.match(path), _REPORT.match(path)
        kind, key = (
            (LINE, line[1])
            if line
            else (REPORT, "/".join(filter(None, report.groups())))
            if report
            else ("", "")
        )
        away = hidden(kind, [key]).get(key) if kind else None
        if away is not None and (
            away.secret or away.state == Hiding.State.PENDING or find(kind, key) is not None
        ):
            raise Http404
