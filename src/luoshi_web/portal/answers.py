"""How a page is answered: conditional requests, the server's own cache, and the endings ``.csv``, ``.json`` and ``.svg``.

A page is known by its address, its language and size, the number of the release that it shows, and the version of our templates. A
line taken back is gone within a minute: nothing is cached longer, and a new release has a new number.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from django.core.cache import cache as pages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from luoshi.ledger.export.csvs import cell
from luoshi_web.portal.blocks import versions
from luoshi_web.portal.frame import frame_of, surroundings

_LIVES = "public, max-age=60, must-revalidate"
_STORED = 256 * 1024  # bytes of a page at most in our cache: one long table would push out a thousand pages
LICENCE = "CC BY 4.0"
_TYPES = {
    "": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as the page shows them: the CSV, the JSON and the table beside the picture are one."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, made: what its template is given, its table, its picture, and what else its JSON says."""

    template: str
    context: dict[str, Any]
    table: Table | None = None
    picture: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest,
    release: object,
    make: Callable[[], Shown],
    ending: str = "",
    *,
    about: tuple[str, str] = ("", ""),
    asked: Sequence[str] = (),
) -> HttpResponseBase:
    """Answer for a page whose subject is there. ``release`` numbers what it shows; ``about`` names a line or report whose blocks
    (comments) have versions of their own; ``asked`` names the parameters that the page takes: no other makes another page.

    A request with ``take`` takes what is made before it is put into a form: an export wants it in every form."""
    if (take := getattr(request, "take", None)) is not None:
        return cast(HttpResponseBase, take(make()))
    frame = frame_of(request)
    known = "|".join(
        (frame.prefix, request.path_info, _asked(request, asked), str(release), _version(), versions(*about))
    )
    digest = hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    etag = f'"{digest}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        unchanged["Cache-Control"] = _LIVES
        return unchanged
    body = pages.get(digest)
    if body is None:
        body = form(request, make(), ending)
        if body is None:
            return not_found(request)
        if len(body) <= _STORED:
            pages.set(digest, body, 3600)
    response = HttpResponse(body, content_type=_TYPES[ending])
    response["ETag"], response["Cache-Control"] = etag, _LIVES
    return response


def pixels(request: HttpRequest, release: object, picture: bytes) -> HttpResponseBase:
    """A picture that is no drawing of ours (JPEG). Its ETag says the release and the address, and nothing of its bytes."""
    digest = hashlib.sha256("|".join((request.path_info, str(release), _version())).encode()).hexdigest()[:24]
    response = get_conditional_response(request, etag=f'"{digest}"')
    if response is None or response.status_code != 304:
        response = HttpResponse(picture, content_type="image/jpeg")
        response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = _LIVES
    return response


def _asked(request: HttpRequest, names: Sequence[str]) -> str:
    """The known parameters in order; whatever else stands in an address is the same page, and one entry of the cache."""
    return urlencode([(name, request.GET[name]) for name in sorted(names) if name in request.GET])


def form(request: HttpRequest, shown: Shown, ending: str) -> bytes | None:
    """The page itself, its table, data or picture; None where it has none of that kind."""
    if ending == "csv":
        return _csv(shown.table) if shown.table else None
    if ending == "svg":
        return shown.picture.encode() if shown.picture else None
    if ending == "json":
        return _json(request, shown)
    return rendered(request, shown.template, shown.context | {"picture": shown.picture, "table": shown.table})


def rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> bytes:
    """A page of ours. It asks for no context processor: the same page comes out under the office's settings."""
    return render_to_string(template, surroundings(request) | context).encode()


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for _key, heading in table.columns])
    writer.writerows([[_cell(row.get(key)) for key, _heading in table.columns] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return text if text.lstrip("+-").replace(".", "", 1).isdigit() else str(cell(text))


def _json(request: HttpRequest, shown: Shown) -> bytes:
    frame = frame_of(request)
    said: dict[str, Any] = {
        "address": frame.path,
        "licence": LICENCE,
        "note": _("Read from texts; verified by nobody."),
    }
    said |= shown.data
    if shown.table:
        said["columns"] = dict(shown.table.columns)
        said["rows"] = [{key: row.get(key) for key, _h in shown.table.columns} for row in shown.table.rows]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was never released, what is nonsense and what was withdrawn for secrecy are one answer, byte for byte."""
    response = HttpResponse(
        rendered(request, "portal/not_found.html", {"frame": replace(frame_of(request), nowhere=True)}),
        status=404,
    )
    response["Cache-Control"] = "no-store"
    return response


def gone(request: HttpRequest, tombstone: Any) -> HttpResponse:
    response = HttpResponse(rendered(request, "portal/gone.html", {"tombstone": tombstone}), status=410)
    response["Cache-Control"] = _LIVES
    return response


@cache
def _version() -> str:
    """Changes with every template, style and module of ours: a page of an older version is not taken from a cache."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(
        p for p in here.rglob("*") if p.suffix in {".html", ".css", ".js", ".py", ".mo", ".tsv"}
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
