"""The seam to the office over HTTP: the outbox as JSON, takings and answers back. With a token that the installation sets; closed without one."""

import hmac
import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from luoshi_web.voices import clock, limits
from luoshi_web.voices.conf import conf
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.services import outbox
from luoshi_web.voices.views.kinds import form_page


@csrf_exempt  # no cookie is looked at: the token is all that counts
@require_http_methods(["GET", "POST"])
@form_page
def office(request: HttpRequest) -> HttpResponse:
    """GET: what waits. POST: ``{"rows": [...]}`` as :func:`luoshi_web.voices.services.outbox.bring` takes them."""
    token, said = conf().office_token, request.headers.get("Authorization", "")
    if not token:
        raise Http404
    at = clock.now()
    if not hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
        try:
            limits.count("login", limits.address_of(request), at=at)
        except Refusal as why:
            return JsonResponse({"error": str(why)}, status=429)
        return JsonResponse({"error": "token"}, status=401, headers={"WWW-Authenticate": "Bearer"})
    if request.method == "GET":
        return JsonResponse(outbox.waiting(at=at), json_dumps_params={"ensure_ascii": False})
    try:
        rows = json.loads(request.body)["rows"]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "JSON with rows is needed"}, status=400)
    if not isinstance(rows, list) or len(rows) > 1000 or not all(isinstance(row, dict) for row in rows):
        return JsonResponse({"error": "rows is a list of at most 1000 objects"}, status=400)
    refused = outbox.bring(rows, at=at)
    return JsonResponse({"done": len(rows) - len(refused), "refused": refused})
