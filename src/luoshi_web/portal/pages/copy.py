"""A copy: where it was found, whether it is whole, what is wrong in it, and which others there are."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import svg
from luoshi_web.portal.models import Copy, FormerCopy
from luoshi_web.portal.pages.addressed import moved
from luoshi_web.portal.pages.listing import Cell, Door, Listing, shown
from luoshi_web.portal.pages.said import language
from luoshi_web.portal.reading import word
from luoshi_web.portal.selectors import above, place_path, release_of


def copy_page(request: HttpRequest, sha256: str, ending: str = "") -> HttpResponseBase:
    if len(sha256) < 12 or not set(sha256) <= set("0123456789abcdef"):
        raise Http404
    found = list(Copy.objects.filter(sha256__startswith=sha256).select_related("report", "place")[:2])
    if len(found) != 1:
        return _of_former(request, sha256) if not found else _unknown()
    copy = found[0]
    if sha256 != copy.short:
        return moved(request, f"c/{copy.short}/")
    return answer(request, release_of(copy.place), lambda: _shown(copy), ending)


def _of_former(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """A copy that is given no more leads to the one that is used."""
    former = list(FormerCopy.objects.filter(sha256__startswith=sha256)[:2])
    best = (
        Copy.objects.filter(place=former[0].place_id, report__year=former[0].year, best=True).first()
        if len(former) == 1
        else None
    )
    return moved(request, f"c/{best.short}/") if best is not None else _unknown()


def _unknown() -> HttpResponseBase:
    raise Http404


def _shown(copy: Copy) -> Shown:
    spoken, place, report = language(), copy.place, copy.report
    notices = [n for n in copy.notices if n["kind"] != "boilerplate"]
    body = [
        [
            Cell(word("notice", n["kind"], spoken)),
            Cell(f"{n['start']:,}–{n['end']:,}", number=True),
            Cell(n["quote"], chinese=True),
            Cell(n["suggestion"]),
        ]
        for n in notices
    ]
    others = [c for c in report.copies.all() if c.pk != copy.pk]
    doors = [
        Door(_("Report of %(year)s") % {"year": report.year}, f"{place_path(place)}{report.year}/report/")
    ]
    doors += [Door(_("another copy: %(sha)s") % {"sha": c.short}, f"c/{c.short}/") for c in others]
    facts = [
        _("Used for the pages.")
        if copy.best
        else _("Not used: another copy is more complete or gave more lines."),
        _("%(count)s characters, %(entries)s entries.")
        % {"count": f"{copy.characters:,}", "entries": f"{copy.entries:,}"},
        _("Opening and closing parts are there.")
        if copy.complete
        else _("The opening or the closing part is missing."),
        _("Found as: %(names)s") % {"names": "、".join(copy.found)},
        _("Printed address: %(url)s") % {"url": copy.url} if copy.url else "",
        f"{copy.media_type} {copy.encoding} · SHA-256 {copy.sha256}",
    ]
    listing = Listing(
        _("A copy of the report of %(place)s, %(year)d") % {"place": place.name, "year": report.year},
        " ".join(facts[:3]),
        head=(_("What is wrong"), _("Where, in characters"), _("Its words"), _("Remedy")),
        body=body,
        doors=doors,
        notes=[fact for fact in facts[3:] if fact],
        empty=_("No damage was noticed in this copy."),
    )
    columns = [
        ("kind", _("kind")),
        ("start", _("start")),
        ("end", _("end")),
        ("quote", _("words")),
        ("suggestion", _("remedy")),
    ]
    return shown(
        listing,
        Table(columns, notices),
        _picture(copy),
        place=place,
        above=above(place),
        year=report.year,
        crumb=_("Copy"),
    )


def _picture(copy: Copy) -> str:
    """The text as a bar: the site's own words pale, damage as marks."""
    width, total = 360.0, max(copy.characters, 1)
    parts = [f'<rect class="met" x="0" y="6" width="{width:g}" height="16" fill="{svg.COLOURS["met"]}"/>']
    for notice in copy.notices:
        x, wide = width * notice["start"] / total, max(width * (notice["end"] - notice["start"]) / total, 0.8)
        if notice["kind"] == "boilerplate":
            parts.append(
                f'<rect class="paper" x="{x:.1f}" y="6" width="{wide:.1f}" height="16" fill="{svg.PAPER}"/>'
            )
            parts.append(
                f'<rect class="none hollow" x="{x:.1f}" y="6" width="{wide:.1f}" height="16" fill="none" stroke="{svg.SOFT}"/>'
            )
        else:
            parts.append(
                f'<rect class="missed" x="{x:.1f}" y="2" width="{min(wide, 6):.1f}" height="24" fill="{svg.COLOURS["missed"]}"/>'
            )
    damage = sum(1 for n in copy.notices if n["kind"] != "boilerplate")
    finding = _("%(count)d notices of damage in %(characters)s characters.") % {
        "count": damage,
        "characters": f"{copy.characters:,}",
    }
    source = _("The text from first to last: ochre marks are damage, hollow stretches the site's own words")
    return svg.picture(
        f"copy-{copy.short}", svg.Said(_("The copy as a bar"), finding, source), width, 28, parts
    )
