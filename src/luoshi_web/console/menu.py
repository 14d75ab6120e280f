"""The menu: which areas a post has, with what waits there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.console.request import OfficeRequest


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu. ``within``: the entries below it, shown while one of them is open."""

    name: StrOrPromise
    url: str
    here: bool
    within: "tuple[Place, ...]" = ()


# (words, name of the page, the right that opens it, beginning of the addresses that belong to it)
Row = tuple[StrOrPromise, str, str | None, str]

REGISTERS: tuple[Row, ...] = (
    (_("Suggestions and proposals"), "proposals:list", "proposals.list", "/proposals/"),
    (_("Projects"), "projects:list", "projects.list", "/projects/"),
    (_("Findings put right"), "findings:list", "findings.list", "/findings/"),
    (_("Major decisions"), "decisions:list", "decisions.list", "/decisions/"),
    (_("Normative documents"), "documents:list", "documents.list", "/documents/"),
    (_("Reconsideration and court cases"), "cases:list", "cases.list", "/cases/"),
    (_("Reports and registers"), "sayings:list", "sayings.list", "/registers/reports/"),
)

PLACES: tuple[Row, ...] = (
    (_("Today"), "home", None, "/"),
    (_("The year in pictures"), "year:show", "item.list", "/year/"),
    (_("Reports"), "reports:list", "report.read", "/reports/"),
    (_("Split and assignment"), "split:list", "split.draft", "/split/"),
    (_("Instructions and decisions"), "establish:list", "origin.read", "/establish/"),
    (_("Items"), "items:list", "item.list", "/items/"),
    (_("Reports of the period"), "progress:owed", "progress.owe", "/progress/"),
    (_("Lights"), "lights:day", "item.list", "/lights/"),
    (_("Limits"), "limits:list", "item.list", "/limits/"),
    (_("Urging"), "urging:desk", "urge.send", "/urging/"),
    (_("Verification"), "checks:desk", "check.read", "/checks/"),
    (_("Registers"), "overview:list", "registers.list", "/registers/"),
    (_("Published changes"), "limits:changes", "item.list", "/changes/"),
    (_("Appraisals"), "appraisal:list", "appraisal.read", "/appraisals/"),
    (_("Publication"), "publication:list", "release.read", "/publication/"),
    (_("Papers"), "papers:list", "paper.read", "/papers/"),
    (_("Log of acts"), "log:list", "audit.read", "/log/"),
    (_("Offices and posts"), "people:list", "accounts.read", "/people/"),
    (_("First steps"), "guide:show", "guide.read", "/guide/"),
    (_("Background work"), "background:show", "jobs.read", "/jobs/"),
)


WITHIN: dict[str, tuple[Row, ...]] = {"overview:list": REGISTERS}
"""Name of a page of the menu → the entries below it."""


def menu_for(request: OfficeRequest) -> tuple[Place, ...]:
    """The places that the actor's post may enter."""
    return _entered(request, PLACES)


def _entered(request: OfficeRequest, rows: tuple[Row, ...]) -> tuple[Place, ...]:
    return tuple(_place(request, row) for row in rows if row[2] is None or may(request.actor, row[2]))


def _place(request: OfficeRequest, row: Row) -> Place:
    words, name, _right, start = row
    here = request.path == start if start == "/" else request.path.startswith(start)
    rows = WITHIN.get(name, ())
    inside = any(request.path.startswith(below[3]) for below in rows)
    within = _entered(request, rows) if here or inside else ()
    return Place(words, reverse(name), here and not inside, within)
