"""How a page is answered: from what was kept of it (:mod:`luoshi_web.portal.kept`), or made; and the endings ``.csv``, ``.json`` and ``.svg``."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from luoshi.ledger.export.csvs import cell
from luoshi_web.portal.citation import Cited
from luoshi_web.portal.frame import frame_of, surroundings
from luoshi_web.portal.kept import LIVES, answered, asked_for, unchanged
from luoshi_web.portal.posters.poster import Poster, draw, drawable

LICENCE = "CC BY 4.0"
_TYPES = {
    "": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png",
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
    poster: Poster | None = None
    cited: Cited | None = None
    data: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest,
    release: object,
    make: Callable[[], Shown],
    ending: str = "",
    *,
    about: tuple[str, str] = ("", ""),
    asked: Sequence[str] = (),
    by_host: bool = False,
    by_files: bool = False,
) -> HttpResponseBase:
    """Answer for a page whose subject is there. ``by_host``: the site's host stands in its words; ``by_files``: it names the files of all lines. ``release`` numbers what it shows; ``about`` names a line or report whose blocks
    (comments) have versions of their own; ``asked`` names the parameters that the page takes: no other makes another page.

    A request with ``take`` takes what is made before it is put into a form: an export wants it in every form."""
    if (take := getattr(request, "take", None)) is not None:
        return cast(HttpResponseBase, take(make()))

    def made() -> bytes | None:
        return form(request, make(), ending, asked)

    prefix = frame_of(request).prefix
    known = answered(
        request, prefix, release, made, _TYPES[ending], about=about, asked=asked, by_host=by_host, by_files=by_files
    )  # fmt: skip
    return not_found(request) if known is None else known


def pixels(request: HttpRequest, release: object, picture: bytes) -> HttpResponseBase:
    """A picture that is no drawing of ours (JPEG). Its ETag says the release and the address, and nothing of its bytes."""
    digest = hashlib.sha256(f"{request.path_info}|{release}".encode()).hexdigest()[:24]
    if (same := unchanged(request, digest)) is not None:
        return same
    response = HttpResponse(picture, content_type="image/jpeg")
    response["ETag"], response["Cache-Control"] = f'"{digest}"', LIVES
    return response


def form(request: HttpRequest, shown: Shown, ending: str, asked: Sequence[str] = ()) -> bytes | None:
    """The page itself, its table, data or picture; None where it has none of that kind."""
    if ending == "csv":
        return _csv(shown.table) if shown.table else None
    if ending == "svg":
        return shown.picture.encode() if shown.picture else None
    if ending == "png":
        return draw(shown.poster) if shown.poster else None
    if ending == "json":
        return _json(request, shown)
    held = {
        "picture": shown.picture, "table": shown.table, "poster": bool(shown.poster) and drawable(), "cited": shown.cited,
    }  # fmt: skip
    return rendered(request, shown.template, {"query": asked_for(request, asked)} | shown.context | held)


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
    response["Cache-Control"] = LIVES
    return response
