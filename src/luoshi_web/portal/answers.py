"""How a page is answered: from what was kept of it (:mod:`luoshi_web.portal.kept`), or made; and the endings ``.csv``, ``.json`` and ``.svg``."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from luoshi.ledger.export.csvs import cell
from luoshi_web.portal.frame import frame_of, surroundings
from luoshi_web.portal.kept import LIVES, answered

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
    made = answered(
        request, frame_of(request).prefix, release, lambda: form(request, make(), ending), _TYPES[ending], about=about, asked=asked
    )  # fmt: skip
    return not_found(request) if made is None else made


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
    response["Cache-Control"] = LIVES
    return response
