"""Lines that were public and are not in the copy that is used now: the page of each, and the public list of a place until somebody settles them."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.models import Line, Orphan, Place, Report
from luoshi_web.portal.pages.addressed import moved, of_place
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.selectors import above, release_of
from luoshi_web.portal.signs import kind_word, sign_of


def orphan_page(request: HttpRequest, held: Orphan, ending: str = "") -> HttpResponseBase:
    """Attached to a line its address leads there; else what it said, what had come of it, and what people said of it."""
    line = Line.objects.filter(pk=held.attached_to).first() if held.attached_to else None
    exported = getattr(request, "take", None) is not None
    if line is not None and not exported:
        return moved(request, f"l/{line.pk}/")
    return answer(
        request, release_of(held.place), lambda: _shown(held, line), ending, about=("line", held.pk)
    )


def _shown(held: Orphan, line: Line | None) -> Shown:
    context = {
        "held": held, "line": line, "place": held.place, "above": above(held.place), "title": held.quote, "name": held.pk,
        "kind": kind_word(held.kind), "report": Report.objects.filter(place=held.place, year=held.year).only("year").first(),
    }  # fmt: skip
    said = {
        "id": held.pk, "quote": held.quote, "year": held.year, "left_on": held.left_on.isoformat(), "verdict": held.verdict or None,
        "answer": held.answer or None, "settled_on": held.settled_on.isoformat() if held.settled_on else None, "reason": held.reason or None,
    }  # fmt: skip
    return Shown("portal/orphan.html", context, data={"orphan": said})


@of_place
def orphans_page(request: HttpRequest, place: Place, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(place), lambda: _listed(place), ending)


def _listed(place: Place) -> Shown:
    waiting = list(Orphan.objects.filter(place=place, settled_on=None).order_by("-year", "left_on", "pk"))
    body = [
        [
            Cell(held.quote, f"l/{held.pk}/", chinese=True), Cell(str(held.year), number=True), Cell(kind_word(held.kind)),
            Cell(sign=sign_of(held.verdict), remark=held.answer) if held.verdict else Cell("–"), Cell(held.left_on.isoformat(), number=True),
        ]
        for held in waiting
    ]  # fmt: skip
    rows = [
        {
            "id": held.pk, "year": held.year, "kind": kind_word(held.kind), "quote": held.quote, "answer": held.answer,
            "verdict": sign_of(held.verdict).word if held.verdict else "", "left_on": held.left_on.isoformat(),
        }
        for held in waiting
    ]  # fmt: skip
    lead = ngettext(
        "%(n)d line was public and is not in the copy that is used now. Its address, the verdict and what was said of it stay until somebody has looked.",
        "%(n)d lines were public and are not in the copies that are used now. Their addresses, verdicts and what was said of them stay until somebody has looked.",
        len(waiting),
    ) % {"n": len(waiting)}
    listing = Listing(
        _("Lines that left: %(place)s") % {"place": place.name}, lead if waiting else "", body=body, empty=_("Nothing here."),
        head=(_("The line"), _("Year"), _("Kind"), _("Verdict that it had"), _("Left on")),
        notes=[_("Nothing is likened: a line whose words are not exactly the same is another line, until a person says otherwise.")] if waiting else (),
    )  # fmt: skip
    columns = [
        ("id", _("line")), ("year", _("year")), ("kind", _("kind")), ("quote", _("words")), ("verdict", _("verdict")), ("answer", _("stated a year later")),
        ("left_on", _("left on")),
    ]  # fmt: skip
    return shown(listing, Table(columns, rows), place=place, above=above(place), crumb=_("Lines that left"))
