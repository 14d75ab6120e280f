"""Any list as a workbook, narrowed and sorted as the page shows it: ``?as=xlsx`` (and of registers ``?as=json``) at the page's own address, and so with the page's own rights.

A list says its columns once (``columns.py`` of its area); its page hands them over with its rows, and shows ``console/export.html``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.workbooks.book import MEDIA_TYPE, Book

MOST = 50_000
"""Rows of a file: all acts of two years. What lies beyond is said in the last row; the list is then narrowed."""
_AT_ONCE = 500
JSON_VERSION = 1
"""Of the shape of lists and figures in JSON: it grows where a key is taken away or means something else."""


@dataclass(frozen=True, slots=True)
class Column:
    """``of`` takes a row and gives a text, a number, a day or nothing. ``key`` names it in JSON, ``unit`` is that of an amount."""

    words: StrOrPromise
    of: Callable[[Any], Any]
    width: float = 14
    key: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: what its file is called and its columns. ``shown`` makes rows of some things at a time, where they need more than their query.

    ``code`` names it in JSON, where it is given so: then each of its columns has a key.
    """

    title: StrOrPromise
    columns: Sequence[Column]
    shown: Callable[[list[Any]], Iterable[Any]] = list
    code: str = ""


def asked(request: OfficeRequest) -> bool:
    """Whether the page was asked for as a workbook, or as JSON."""
    return request.GET.get("as") in {"xlsx", "json"}


def answer(request: OfficeRequest, listing: Listing, things: "QuerySet[Any]") -> HttpResponse:
    """The whole list as a file: a workbook, or JSON where it has a code. Raises :class:`Http404` where it has none."""
    if request.GET.get("as") == "json":
        return json_answer(request, listing, things)
    title = str(listing.title)
    book = Book(title=title, on=request.now, streamed=True)
    sheet = book.book.add_worksheet(title[:31])
    book.head(
        sheet, 0, [str(column.words) for column in listing.columns], [column.width for column in listing.columns]
    )  # fmt: skip
    sheet.freeze_panes(1, 1)
    last = 0
    for row in _rows(listing, things):
        if row is None:
            book.put(sheet, last + 1, 0, _("There are more rows; narrow the list."))
            break
        last += 1
        for place, value in enumerate(row):
            book.put(sheet, last, place, value)
    sheet.autofilter(0, 0, max(last, 1), len(listing.columns) - 1)
    return file_answer(book.close(), f"{title}{timezone.localdate(request.now):%Y%m%d}.xlsx")


def _rows(listing: Listing, things: "QuerySet[Any]") -> Iterator[list[Any] | None]:
    """What each row says in each column; None at the end where there are more rows than a file takes."""
    found, count = things[: MOST + 1].iterator(chunk_size=_AT_ONCE), 0
    while chunk := list(islice(found, _AT_ONCE)):
        for thing in listing.shown(chunk[: MOST - count]):
            count += 1
            yield [column.of(thing) for column in listing.columns]
        if count == MOST and next(found, None) is not None:
            yield None
            return


def json_answer(request: OfficeRequest, listing: Listing, things: "QuerySet[Any]") -> HttpResponse:
    """The whole list as JSON, as docs/registers_json.md describes it."""
    if not listing.code:
        raise Http404
    keys = [column.key for column in listing.columns]
    rows = list(_rows(listing, things))
    whole = [row for row in rows if row is not None]
    columns = [
        {"key": column.key, "name": str(column.words)} | ({"unit": column.unit} if column.unit else {})
        for column in listing.columns
    ]
    content = {
        "format": "luoshi.list", "version": JSON_VERSION, "list": listing.code, "day": timezone.localdate(request.now).isoformat(),
        "narrowed": {name: said for name, said in request.GET.lists() if name not in {"as", "page"}}, "columns": columns,
        "rows": [dict(zip(keys, map(plain, row), strict=True)) for row in whole], "more": len(whole) < len(rows),
    }  # fmt: skip
    return as_json(content, f"{listing.code}{timezone.localdate(request.now):%Y%m%d}.json")


def plain(value: Any) -> Any:
    """A value as JSON has it: days by ISO 8601, decimals as text with all their digits, nothing as null."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat() if timezone.is_aware(value) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if isinstance(value, bool | int) else str(value)


def as_json(content: Mapping[str, Any], name: str) -> HttpResponse:
    """JSON to be saved, kept by nobody on the way."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    return _saved(response, name)


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved, kept by nobody on the way."""
    return _saved(HttpResponse(content, content_type=MEDIA_TYPE), name)


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
