"""Any list as a workbook, narrowed and sorted as the page shows it: ``?as=xlsx`` at the page's own address, and so with the page's own rights.

A list says its columns once (``columns.py`` of its area); its page hands them over with its rows, and shows ``console/export.html``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.workbooks.book import MEDIA_TYPE, Book

MOST = 50_000
"""Rows of a file: all acts of two years. What lies beyond is said in the last row; the list is then narrowed."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Column:
    """``of`` takes a row and gives a text, a number, a day or nothing."""

    words: StrOrPromise
    of: Callable[[Any], Any]
    width: float = 14


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: what its file is called and its columns. ``shown`` makes rows of some things at a time, where they need more than their query."""

    title: StrOrPromise
    columns: Sequence[Column]
    shown: Callable[[list[Any]], Iterable[Any]] = list


def asked(request: OfficeRequest) -> bool:
    """Whether the page was asked for as a workbook."""
    return request.GET.get("as") == "xlsx"


def answer(request: OfficeRequest, listing: Listing, things: "QuerySet[Any]") -> HttpResponse:
    """The whole list as a file."""
    title = str(listing.title)
    book = Book(title=title, on=request.now, streamed=True)
    sheet = book.book.add_worksheet(title[:31])
    book.head(
        sheet, 0, [str(column.words) for column in listing.columns], [column.width for column in listing.columns]
    )  # fmt: skip
    sheet.freeze_panes(1, 1)
    last = 0
    found = things[: MOST + 1].iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(found, _AT_ONCE)):
        for thing in listing.shown(chunk[: MOST - last]):
            last += 1
            for place, column in enumerate(listing.columns):
                book.put(sheet, last, place, column.of(thing))
        if last == MOST and next(found, None) is not None:
            book.put(sheet, last + 1, 0, _("There are more rows; narrow the list."))
            break
    sheet.autofilter(0, 0, max(last, 1), len(listing.columns) - 1)
    return file_answer(book.close(), f"{title}{timezone.localdate(request.now):%Y%m%d}.xlsx")


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved, kept by nobody on the way."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
