"""How it is read and judged, and what is in here."""

import tomllib
from importlib.resources import files

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal import tallies
from luoshi_web.portal.answers import LICENCE, Shown, Table, answer
from luoshi_web.portal.models import Source
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.pages.said import language
from luoshi_web.portal.selectors import site_release
from luoshi_web.portal.signs import ON_TARGETS, ON_TASKS, sign_of


def method_page(request: HttpRequest) -> HttpResponseBase:
    """The rules of a verdict, each with how often it decided here."""
    return answer(request, site_release(), _method)


def _method() -> Shown:
    spoken = language()
    rules = tomllib.loads(files("luoshi.reconcile").joinpath("data/rules.toml").read_text(encoding="utf-8"))
    counts = tallies.in_all(tallies.RULES)
    follow = {"reached", "number_reached", "fewer", "some", "moving", "failed", "again", "silent"}
    rows = [
        (name, words[spoken], counts.get(name, 0))
        for name, words in rules.items()
        if name != "parts" and name not in follow - {"reached"}
    ]
    context = {
        "title": _("How it is read and judged"), "rules": rows, "targets": [sign_of(code) for code in ON_TARGETS],
        "tasks": [sign_of(code) for code in ON_TASKS], "others": [(name, counts[name]) for name in sorted(follow - {"reached"}) if name in counts],
    }  # fmt: skip
    return Shown("portal/method.html", context)


def data_page(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """What is in here, a row a year."""
    return answer(request, site_release(), _data, ending)


def _data() -> Shown:
    lines, characters = tallies.of_years(tallies.LINES), tallies.of_years(tallies.CHARACTERS)
    table = [
        {"year": year, "reports": number, "characters": characters.get(year, 0), "lines": lines.get(year, 0)}
        for year, number in sorted(tallies.of_years(tallies.REPORTS).items(), reverse=True)
    ]
    body = [
        [
            Cell(str(r["year"]), number=True),
            Cell(f"{r['reports']:,}", number=True),
            Cell(f"{r['characters']:,}", number=True),
            Cell(f"{r['lines']:,}", number=True),
        ]
        for r in table
    ]
    span = {"first": table[-1]["year"], "last": table[0]["year"]} if table else {}
    unused = dict(
        Source.objects.exclude(outcome="used").values_list("outcome").annotate(n=Count("pk")).order_by()
    )
    notes = [
        _("Every table and picture has its own file: put .csv, .json or .svg behind an address in the place of its last slash."),
        _("What was made here (readings, verdicts, tables) may be used under %(licence)s; the words of a report are its government's.") % {"licence": LICENCE},
    ]  # fmt: skip
    if unused:
        said = "、".join(f"{_reason(kind)} {count}" for kind, count in unused.items())
        notes.append(_("Documents that are not used: %(reasons)s.") % {"reasons": said})
    listing = Listing(
        _("Data"), _("Reports from %(first)d to %(last)d, by the year whose work they set out.") % span if span else "",
        head=(_("Year"), _("Reports"), _("Characters"), _("Lines read")), body=body, notes=notes, empty=_("Nothing is here yet."),
    )  # fmt: skip
    columns = [
        ("year", _("year")),
        ("reports", _("reports")),
        ("characters", _("characters")),
        ("lines", _("lines")),
    ]
    return shown(listing, Table(columns, table))


def _reason(kind: str) -> str:
    return {
        "unread": _("not readable"), "not_a_report": _("no report"), "no_place": _("without a place"), "no_year": _("without a year"),
    }.get(kind, kind)  # fmt: skip
