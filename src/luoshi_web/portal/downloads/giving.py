"""A file is given whole or in part: by its ETag, with ranges, so that a download that broke off goes on."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response

from luoshi_web.portal.answers import rendered
from luoshi_web.portal.downloads.shelf import shown, to_be_given
from luoshi_web.portal.kept import LIVES

_TYPES = {
    ".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson; charset=utf-8", ".parquet": "application/vnd.apache.parquet",
    ".gz": "application/gzip", ".json": "application/json; charset=utf-8",
}  # fmt: skip
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")
_AT_ONCE = 64 * 1024


def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file that may be older than what is released is not given: it is made anew, and until then the answer is 503."""
    found = shown()
    if found is None:
        raise Http404
    folder, now = found
    path = folder / now["folder"] / name
    if not path.is_file():
        raise Http404
    if not to_be_given([name], folder, now):
        response = HttpResponse(
            rendered(request, "portal/made_anew.html", {"daily": now.get("daily", "")}), status=503
        )
        response["Retry-After"], response["Cache-Control"] = "3600", "no-store"
        return response
    return _given(request, path, f'"{now["folder"]}-{name}"')


def _given(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _part(request, path, etag) or FileResponse(
            path.open("rb"), content_type=_TYPES[path.suffix]
        )
        response["Content-Disposition"] = f'attachment; filename="luoshi-{path.name}"'
        response["Content-Encoding"] = "identity"  # sizes and digests are those of what is sent
        response["Accept-Ranges"], response["ETag"] = "bytes", etag
    response["Cache-Control"] = LIVES
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _part(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase | None:
    """One range; several at once, and one of another version of the file, are answered with all of it."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or not (found[1] or found[2]) or request.headers.get("If-Range", etag) != etag:
        return None
    size = path.stat().st_size
    first = int(found[1]) if found[1] else max(size - int(found[2]), 0)
    last = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    if first > last:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    part = StreamingHttpResponse(
        _stretch(path.open("rb"), first, last), status=206, content_type=_TYPES[path.suffix]
    )
    part["Content-Range"], part["Content-Length"] = f"bytes {first}-{last}/{size}", str(last - first + 1)
    return part


def _stretch(held: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with held:
        held.seek(first)
        left = last - first + 1
        while left and (some := held.read(min(_AT_ONCE, left))):
            left -= len(some)
            yield some
