"""What an office released of its follow-up: an item, what a unit answers for, and what was public of a line on which day."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luoshi_web.portal.answers import Shown, Table, answer, gone
from luoshi_web.portal.followup import versions
from luoshi_web.portal.followup.keep import item_address
from luoshi_web.portal.followup.words import field_word, state_word, value_word
from luoshi_web.portal.models import Item, Line, Place, Version
from luoshi_web.portal.pages.addressed import not_here, of_place
from luoshi_web.portal.released import tombstone
from luoshi_web.portal.selectors import above, release_of


@of_place
def item_page(request: HttpRequest, place: Place, number: str, ending: str = "") -> HttpResponseBase:
    """All that the office released of an item; taken back, the day and the reason."""
    key = f"{place.pk}/{number}"
    item = Item.objects.filter(pk=key).first()
    if item is None:
        return not_here(request, item_address(key))
    return answer(request, release_of(place), lambda: _of_item(place, item), ending)


def _of_item(place: Place, item: Item) -> Shown:
    content = item.content
    context = {
        "place": place, "above": above(place), "item": item, "content": content, "title": content["title"],
        "state": state_word(item.state), "files": item.has_files, "line": Line.objects.filter(pk=item.line).first() if item.line else None,
    }  # fmt: skip
    columns = [
        ("period", _("period")),
        ("value", _("value")),
        ("unit", _("unit of measure")),
        ("share", _("percent done")),
        ("words", _("words")),
    ]
    rows = content.get("progress") or []
    return Shown(
        "portal/item.html",
        context,
        Table(columns, rows) if rows else None,
        data={"item": content, "release": item.number},
    )


@of_place
def unit_page(request: HttpRequest, place: Place, unit: str, ending: str = "") -> HttpResponseBase:
    """What a unit answers for, by where it stands."""
    items = list(Item.objects.filter(place=place, unit_key=unit).order_by("-year", "due", "key"))
    if not items:
        raise Http404
    return answer(request, release_of(place), lambda: _of_unit(place, items), ending)


def _of_unit(place: Place, items: list[Item]) -> Shown:
    name = items[0].content["unit"]
    counts = Counter(item.state for item in items)
    rows = [
        {
            "number": item.paper_number, "year": item.year, "title": item.content["title"], "state": state_word(item.state),
            "due": item.due.isoformat() if item.due else "", "line": item.line,
        }
        for item in items
    ]  # fmt: skip
    columns = [
        ("number", pgettext("an item", "No.")), ("year", _("year")), ("title", _("title")), ("state", _("state, as the office says")), ("due", _("due")),
        ("line", _("line")),
    ]  # fmt: skip
    context = {
        "place": place, "above": above(place), "unit": name, "title": f"{name} · {place.name}", "rows": rows,
        "counts": [(state_word(state), count) for state, count in counts.most_common()],
    }  # fmt: skip
    return Shown("portal/unit.html", context, Table(columns, rows))


def history_page(request: HttpRequest, line_id: str, ending: str = "") -> HttpResponseBase:
    """Every change of what was public of a line, old beside new, the latest first."""
    line = Line.objects.select_related("place", "report").filter(pk=line_id).first()
    if line is None:
        return not_here(request, f"l/{line_id}/")
    return answer(request, release_of(line.place), lambda: _of_history(line), ending)


def _of_history(line: Line) -> Shown:
    rows: list[dict[str, Any]] = []
    last: dict[str, Version] = {}
    for version in versions.of_line(line.pk):
        before = last.get(version.about)
        rows += _changes(before, version)
        last[version.about] = version
    rows.reverse()
    columns = [
        ("day", _("day")),
        ("what", _("what")),
        ("before", _("before")),
        ("after", _("after")),
        ("number", _("release no.")),
    ]
    context = {
        "line": line,
        "place": line.place,
        "above": above(line.place),
        "title": line.quote,
        "rows": rows,
    }
    return Shown("portal/history.html", context, Table(columns, rows) if rows else None)


def _changes(before: Version | None, after: Version) -> list[dict[str, Any]]:
    day = timezone.localtime(after.since).date().isoformat()
    if before is None:
        what = (
            _("the line became public")
            if after.about.startswith("l/")
            else _("the office's follow-up became public")
        )
        shown = after.content.get("quote") or state_word(after.content.get("state", ""))
        return [{"day": day, "what": what, "before": "", "after": shown, "number": after.number}]
    names = [n for n in {**before.content, **after.content} if before.content.get(n) != after.content.get(n)]
    return [
        {
            "day": day, "what": field_word(name), "before": value_word(name, before.content.get(name)),
            "after": value_word(name, after.content.get(name)), "number": after.number,
        }
        for name in names
        if field_word(name)
    ]  # fmt: skip


def at_page(request: HttpRequest, line_id: str, day: str) -> HttpResponseBase:
    """What was public of a line at the end of a day. A day on which nothing was is an address that never was."""
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if stone := tombstone(f"l/{line_id}/"):
        return gone(request, stone)
    found = versions.public_on(versions.of_line(line_id), asked)
    own = next((v for v in found if v.about.startswith("l/")), None)
    if own is None:
        raise Http404
    return answer(request, release_of(own.place), lambda: _of_day(line_id, own, found, asked))


def _of_day(line_id: str, own: Version, found: list[Version], asked: date) -> Shown:
    items = [
        {"content": v.content, "state": state_word(v.content["state"]), "number": v.number} for v in found if v is not own
    ]  # fmt: skip
    context = {
        "place": own.place, "above": above(own.place), "own": own, "items": items, "day": asked.isoformat(), "title": own.content["quote"],
        "today": Line.objects.filter(pk=line_id).first(), "line_id": line_id,
    }  # fmt: skip
    return Shown("portal/at.html", context)
