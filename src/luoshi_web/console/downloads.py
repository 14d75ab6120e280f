"""A kept file as it is handed out: to be saved, never shown inside a page, never guessed at by the browser, kept by no cache."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def saved(content: bytes, name: str, media_type: str) -> HttpResponse:
    """``content`` under the name that it was given."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
