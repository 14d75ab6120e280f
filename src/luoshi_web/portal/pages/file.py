"""A file of evidence that an office released: pictures of its pages drawn anew, or its words; the file itself is not here."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer, pixels
from luoshi_web.portal.followup.keep import file_address
from luoshi_web.portal.models import FilePage, Item, Line, Place
from luoshi_web.portal.pages.addressed import not_here, of_place
from luoshi_web.portal.selectors import above, release_of


@of_place
def file_page(
    request: HttpRequest, place: Place, number: str, mark: str, ending: str = ""
) -> HttpResponseBase:
    """Taken back, the day and the reason: its own, or those of its item."""
    item, row = _file(place, number, mark)
    if item is None:
        return not_here(request, file_address(f"{place.pk}/{number}", mark))
    return answer(request, release_of(place), lambda: _shown(place, item, row), ending)


@of_place
def file_picture(request: HttpRequest, place: Place, number: str, mark: str, page: int) -> HttpResponseBase:
    """A page of it."""
    return _picture(request, place, number, mark, page, "picture")


@of_place
def small_picture(request: HttpRequest, place: Place, number: str, mark: str, page: int) -> HttpResponseBase:
    """A page of it as a first view shows it."""
    return _picture(request, place, number, mark, page, "small")


def _picture(
    request: HttpRequest, place: Place, number: str, mark: str, page: int, size: str
) -> HttpResponseBase:
    """One look-up answers what never was and what is not released."""
    own = FilePage.objects.filter(item=f"{place.pk}/{number}", mark=mark, number=page)
    held = own.values_list(size, flat=True).first()
    if not held:
        return not_here(request, file_address(f"{place.pk}/{number}", mark))
    return pixels(request, release_of(place), bytes(held))


def _file(place: Place, number: str, mark: str) -> tuple[Item | None, dict[str, Any]]:
    item = Item.objects.filter(pk=f"{place.pk}/{number}").first()
    rows = item.content.get("evidence") or () if item is not None else ()
    row = next((one for one in rows if one.get("file", {}).get("mark") == mark), None)
    return (item, row) if row is not None else (None, {})


def _shown(place: Place, item: Item, row: dict[str, Any]) -> Shown:
    file = row["file"]
    own = FilePage.objects.filter(item=item, mark=file["mark"])
    sizes = {
        number: (width, height) for number, width, height in own.values_list("number", "width", "height")
    }
    pages = [
        {"number": number, "words": words, "size": sizes.get(number, (0, 0))}
        for number, words in enumerate(file.get("pages", ()), 1)
    ]
    context = {
        "place": place, "above": above(place), "item": item, "row": row, "file": file, "pages": pages, "title": row["name"],
        "line": Line.objects.filter(pk=item.line).first() if item.line else None, "cut": file.get("of", 0) > len(pages) > 0,
    }  # fmt: skip
    rows = [
        {"sheet": sheet["title"], **{f"c{n}": cell for n, cell in enumerate(line, 1)}}
        for sheet in file.get("sheets", ())
        for line in sheet["lines"]
    ]
    width = max((len(line) for sheet in file.get("sheets", ()) for line in sheet["lines"]), default=0)
    columns = [("sheet", _("sheet")), *((f"c{n}", str(n)) for n in range(1, width + 1))]
    data = {
        "note": _("Released by the office; the portal verifies nothing of it."),
        "evidence": row,
        "release": item.number,
    }
    return Shown("portal/file.html", context, Table(columns, rows) if rows else None, data=data)  # fmt: skip
