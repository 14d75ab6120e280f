"""A table that an office released: the split of a report (which unit leads which line, until when), or the results of an appraisal."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import named, svg
from luoshi_web.portal.followup.keep import SPLIT, sheet_address
from luoshi_web.portal.models import Item, Line, Place, Report, Sheet
from luoshi_web.portal.pages.addressed import not_here, of_place
from luoshi_web.portal.pages.listing import Cell, Door, Listing
from luoshi_web.portal.selectors import above, place_path, release_of

_DRAWN = 40


@of_place
def sheet_page(
    request: HttpRequest, place: Place, year: int, sheet: str, ending: str = ""
) -> HttpResponseBase:
    """The table as it is public now; taken back, the day and the reason."""
    key = f"{place.pk}/{year}/{sheet}"
    held = Sheet.objects.filter(pk=key).first()
    if held is None:
        return not_here(request, sheet_address(key))
    return answer(request, release_of(place), lambda: _shown(place, held), ending)


def doors_of(place: Place, year: int | None = None) -> list[Door]:
    """The ways to what the office released of a place, or of its year."""
    held = place.sheets.filter(year=year) if year else place.sheets.all()
    return [Door(sheet.content["title"], f"{place_path(place)}{sheet.path}", chinese=True) for sheet in held]


def _shown(place: Place, held: Sheet) -> Shown:
    make = _split if held.kind == SPLIT else _appraisal
    listing, table, picture = make(place, held)
    context: dict[str, Any] = {
        "place": place, "above": above(place), "year": held.year, "crumb": listing.more["crumb"], "listing": listing, "title": listing.title,
        "sheet": held, "content": held.content, "year_is_here": Report.objects.filter(place=place, year=held.year).exists(),
    }  # fmt: skip
    said = {name: value for name, value in held.content.items() if name not in {"rows", "redacted"}}
    data = {
        "note": _("Released by the office; the portal verifies nothing of it."),
        "sheet": said,
        "release": held.number,
    }
    return Shown("portal/sheet.html", context, table, picture, data=data)  # fmt: skip


def _split(place: Place, held: Sheet) -> tuple[Listing, Table, str]:
    rows: Sequence[dict[str, Any]] = held.content["rows"]
    lines = Line.objects.filter(place=place).in_bulk([row["line"] for row in rows if row["line"]])
    shown = set(
        Item.objects.filter(pk__in=[f"{place.pk}/{row['number']}" for row in rows]).values_list(
            "pk", flat=True
        )
    )
    own = place_path(place)
    body, table = [], []
    for row in rows:
        line = lines.get(row["line"])
        helpers = "、".join(row["helpers"])
        item = f"{own}items/{row['number']}/" if f"{place.pk}/{row['number']}" in shown else ""
        body.append(
            [
                Cell(line.quote, f"{own}{line.year}/report/#{line.pk}", chinese=True, remark=_differing(line, row)) if line else Cell(row["title"], chinese=True),
                Cell(row["unit"] or "–", f"{own}u/{row['unit_key']}/" if item and row["unit_key"] else "", chinese=True),
                Cell(helpers or "–", chinese=True), Cell(row["due"] or "–", number=True), Cell(row["number"], item, number=True),
            ]
        )  # fmt: skip
        table.append(
            row
            | {"helpers": helpers, "line": line.pk if line else "", "quote": line.quote if line else "", "due": row["due"] or ""}
        )  # fmt: skip
    counts = Counter(row["unit"] or "–" for row in rows)
    lead = ngettext(
        "%(n)d item: who leads it, until when.", "%(n)d items: who leads each, until when.", len(rows)
    ) % {"n": len(rows)}
    listing = Listing(
        held.content["title"], lead, head=(_("The sentence of the report"), _("Who leads"), _("Who helps"), pgettext("portal", "Due"), pgettext("an item", "No.")),
        body=body, empty=_("Nothing here."), doors=_others(place, held), more={"crumb": _("Who does what")},
    )  # fmt: skip
    columns = [
        ("number", pgettext("an item", "No.")), ("title", _("title")), ("unit", _("unit that answers")), ("helpers", _("units that help")), ("due", _("due")),
        ("line", _("line")), ("quote", _("words")),
    ]  # fmt: skip
    most = counts.most_common(_DRAWN)
    finding = "；".join(f"{unit} {count}" for unit, count in most)
    said = svg.Said(_("Items by the unit that leads them"), finding, _source(place, held))
    bars = [named.Bar(unit, Decimal(count), str(count)) for unit, count in most]
    return listing, Table(columns, table), named.draw(_mark(held), said, bars) if bars else ""


def _differing(line: Line, row: dict[str, Any]) -> str:
    """What the office calls it, where these are not the report's own words."""
    return str(row["title"]) if row["title"].strip("。；") != line.quote.strip("。；") else ""


def _appraisal(place: Place, held: Sheet) -> tuple[Listing, Table, str]:
    rows: Sequence[dict[str, Any]] = held.content["rows"]
    units = set(
        Item.objects.filter(place=place, unit_key__in=[row["unit_key"] for row in rows]).values_list(
            "unit_key", flat=True
        )
    )
    own, grouped = place_path(place), any(row["group"] for row in rows)
    body = []
    for row in rows:
        unit = Cell(
            row["unit"], f"{own}u/{row['unit_key']}/" if row["unit_key"] in units else "", chinese=True
        )
        rank = Cell("–" if row["rank"] is None else str(row["rank"]), number=True)
        rest = [Cell(row["points"], number=True), Cell(row["grade"] or "–", chinese=True)]
        body.append([unit, *([Cell(row["group"] or "–", chinese=True)] if grouped else []), rank, *rest])
    head = [_("Unit"), *([pgettext("an appraisal", "Group")] if grouped else []), _("Rank"), pgettext("an appraisal", "Points"), pgettext("an appraisal", "Grade")]  # fmt: skip
    notes = [_("Units are ranked within their group alone.")] if grouped else []
    listing = Listing(
        held.content["title"], ngettext("%(n)d unit was appraised.", "%(n)d units were appraised.", len(rows)) % {"n": len(rows)}, head=head, body=body,
        empty=_("Nothing here."), notes=notes, doors=_others(place, held), more={"crumb": _("Results of an appraisal")},
    )  # fmt: skip
    columns = [
        ("group", pgettext("an appraisal", "group")), ("rank", _("rank")), ("unit", _("unit")), ("points", pgettext("an appraisal", "points")), ("grade", pgettext("an appraisal", "grade")),
    ]  # fmt: skip
    drawn = rows[:_DRAWN]
    best = [row["unit"] for row in rows if row["rank"] == 1]
    finding = _("First: %(units)s") % {"units": "、".join(best)} if best else _("Nobody is ranked.")
    bars = [named.Bar(_ranked(row), Decimal(row["points"]), row["points"]) for row in drawn]
    said = svg.Said(_("Points of each unit"), finding, _source(place, held))
    return listing, Table(columns, rows), named.draw(_mark(held), said, bars) if bars else ""


def _ranked(row: dict[str, Any]) -> str:
    rank = f"{row['rank']} " if row["rank"] is not None else ""
    return f"{rank}{row['unit']}" + (f"（{row['group']}）" if row["group"] else "")


def _others(place: Place, held: Sheet) -> list[Door]:
    """The other tables of the place, where there are any."""
    found = [
        Door(sheet.content["title"], f"{place_path(place)}{sheet.path}", here=sheet.pk == held.pk, chinese=True)
        for sheet in place.sheets.all()
    ]  # fmt: skip
    return found if len(found) > 1 else []


def _mark(held: Sheet) -> str:
    return held.pk.replace("/", "-").replace("~", "-")


def _source(place: Place, held: Sheet) -> str:
    return _("Source: the office of %(place)s, release %(number)d; the portal verifies nothing of it") % {
        "place": place.full_name, "number": held.number,
    }  # fmt: skip
