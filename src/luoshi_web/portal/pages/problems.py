"""Admitted problems, and whether they come back: each is followed from report to report."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import svg, threads
from luoshi_web.portal.models import Fate, Line, Place
from luoshi_web.portal.pages.addressed import of_place
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.selectors import above, release_of

_DRAWN = 24


@dataclass(slots=True)
class Thread:
    """One problem through the years: its words change, and the last of them name it."""

    lines: list[Line] = field(default_factory=list)
    gone: bool = False

    @property
    def years(self) -> list[int]:
        return [line.year for line in self.lines]


@of_place
def problems_page(request: HttpRequest, place: Place, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(place), lambda: _shown(place), ending)


def threads_of(place: Place) -> list[Thread]:
    """The problems of all reports, each with those of the next years that are the same one; the longest first."""
    follows = {
        fate.before_id: fate
        for fate in Fate.objects.filter(report__place=place, before__isnull=False).select_related("after")
    }
    continued = {fate.after_id for fate in follows.values() if fate.after_id}
    found = []
    for line in Line.objects.filter(place=place, kind="problem").order_by("-year", "number"):
        if line.pk in continued:
            continue
        thread = Thread([line])
        while (fate := follows.get(thread.lines[-1].pk)) is not None and fate.after is not None:
            thread.lines.append(fate.after)
        thread.gone = fate is not None and fate.after is None
        found.append(thread)
    return sorted(found, key=lambda t: (-len(t.lines), -t.years[-1]))


def _shown(place: Place) -> Shown:
    found = threads_of(place)
    again = [thread for thread in found if len(thread.lines) > 1]
    body, table = [], []
    for thread in found[:200]:
        last = thread.lines[-1]
        state = (
            _("no longer named a year later") if thread.gone else _("next report not here, or still named")
        )
        if len(thread.lines) > 1:
            state = _("named in %(years)s") % {"years": "、".join(map(str, thread.years))} + (
                "；" + state if thread.gone else ""
            )
        body.append(
            [
                Cell(last.quote, f"l/{last.pk}/", True),
                Cell("–".join(dict.fromkeys((str(thread.years[0]), str(last.year)))), number=True),
                Cell(state, number=True),
            ]
        )
    for thread in found:
        table += [
            {"problem": thread.lines[0].pk, "year": line.year, "id": line.pk, "quote": line.quote}
            for line in thread.lines
        ]
    listing = Listing(
        _("Problems that %(place)s admits, and whether they come back") % {"place": place.name},
        _("%(all)d problems, %(again)d of them named in more than one year.")
        % {"all": len(found), "again": len(again)},
        head=(_("Problem, in its last words"), _("Years"), _("Where it went")),
        body=body,
        notes=(
            _(
                "Two problems are one where the thing that falls short is the same. A problem that is no longer named need not be solved."
            ),
        ),
        empty=_("No report of this place admits a problem that was read."),
    )
    columns = [("problem", _("problem")), ("year", _("year")), ("id", _("line")), ("quote", _("words"))]
    return shown(
        listing, Table(columns, table), _picture(place, again[:_DRAWN]) if again else "", place=place, above=above(place),
        crumb=_("Admitted problems"),
    )  # fmt: skip


def _picture(place: Place, again: list[Thread]) -> str:
    years = sorted(place.reports.values_list("year", flat=True))
    rows = [threads.Row(thread.lines[-1].quote, tuple(thread.years)) for thread in again]
    finding = _("The longest: %(words)s, in %(count)d reports.") % {
        "words": rows[0].name,
        "count": len(rows[0].years),
    }
    title = _("%(place)s: problems named in more than one year") % {"place": place.name}
    source = _("Source: the reports of %(place)s; held together by Luoshi, verified by nobody") % {
        "place": place.name
    }
    return threads.draw(
        f"problems-{place.pk}".replace("~", "-"), svg.Said(title, finding, source), rows, years
    )
