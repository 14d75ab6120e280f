"""How it is read and judged, and what is in here."""

import tomllib
from dataclasses import replace
from importlib.resources import files as files_of
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal import tallies
from luoshi_web.portal.answers import LICENCE, Shown, Table, answer
from luoshi_web.portal.downloads import shelf
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
    rules = tomllib.loads(
        files_of("luoshi.reconcile").joinpath("data/rules.toml").read_text(encoding="utf-8")
    )
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
    return answer(request, site_release(), _data, ending, by_files=True)


def _data() -> Shown:
    files, made_at, daily, fresh = shelf.of_all_places()
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
    context: dict[str, Any] = {
        "files": [_file(held) for held in files],
        "made_at": made_at[:10],
        "daily": daily,
        "fresh": fresh,
        "licence": LICENCE,
    }
    held = shown(listing, Table(columns, table), template="portal/data.html", **context)
    return replace(held, data={"made_at": made_at, "files": [one.said() for one in files]})


def _file(held: shelf.Held) -> dict[str, Any]:
    return {
        "name": held.name, "path": f"data/files/{held.name}", "kind": _KINDS[held.kind], "rows": f"{held.rows:,}",
        "size": _size(held.size), "sha256": held.sha256,
    }  # fmt: skip


def _size(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB" if number >= 1_000_000 else f"{number / 1000:,.0f} kB"


_KINDS = {"csv": "CSV (gzip)", "jsonl": "JSON Lines (gzip)", "parquet": "Parquet"}


def _reason(kind: str) -> str:
    return {
        "unread": _("not readable"), "not_a_report": _("no report"), "no_place": _("without a place"), "no_year": _("without a year"),
    }.get(kind, kind)  # fmt: skip
