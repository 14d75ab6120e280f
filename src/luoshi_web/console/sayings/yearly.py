"""Yearly reports that the law asks for, each number one click from its matters, and the reports as papers."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.sayings.views import address, matters_of
from luoshi_web.console.sayings.words import YEARLY
from luoshi_web.console.years import last_years, year_asked, year_of
from luoshi_web.registers.reports.yearly.papers import NUMERALS, made, paper, take
from luoshi_web.registers.reports.yearly.shape import Grid, Number, Open, Paragraph, Yearly
from luoshi_web.supervision.papers.files import FORMATS, file_of


def _made(report: str, request: OfficeRequest, year: int) -> Yearly:
    if report not in YEARLY:
        raise Http404
    with translation.override("zh-hans"):  # a paper is in Chinese, whatever its reader's language
        found = made(report, year, request.today)
    if found.secrecy > request.actor.clearance:
        raise Http404
    return found


@page("sentences.read")
def show(request: OfficeRequest, report: str) -> HttpResponse:
    """A report of a year as it would be taken away; what is not verified or not held is named."""
    year = year_asked(request)
    found = _made(report, request, year)
    context = {
        "found": found, "name": YEARLY[report], "year": year, "years": last_years(request.today),
        "parts": [(NUMERALS[number], part.heading, [_shown(block, found) for block in part.blocks]) for number, part in enumerate(found.parts)],
        "gaps": [(gap, _behind(gap, found)) for gap in found.gaps],
    }  # fmt: skip
    return render(request, "sayings/yearly.html", context)


def _shown(block: Paragraph | Open | Grid, found: Yearly) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"opening": block.opening, "said": [(each, _behind(each.number, found)) for each in block.said]}  # fmt: skip
    if isinstance(block, Open):
        return {"open": block.words}
    return {"grid": block, "rows": [[_cell(cell, found) for cell in row] for row in _unrepeated(block)]}


def _unrepeated(grid: Grid) -> Iterator[list[Number | str]]:
    """The rows, with what a merged column says again left out."""
    merged = [place for place, column in enumerate(grid.columns) if column.code in grid.merged]
    before: tuple[Number | str, ...] = ()
    for row in grid.rows:
        shown, same = list(row), bool(before)
        for place in merged:
            same = same and row[place] == before[place]
            if same:
                shown[place] = ""
        before = row
        yield shown


def _cell(cell: Number | str, found: Yearly) -> tuple[str, str]:
    """What stands in a cell, and where its matters are listed."""
    if isinstance(cell, str):
        return cell, ""
    return cell.words or cell.why, _behind(cell, found)


def _behind(number: Number, found: Yearly) -> str:
    if number.answer is not None:
        return address(number.register, found.year, number.answer)
    return reverse("sayings:yearly_rows", args=[found.code, found.year, number.key]) if number.rows else ""


@page("sentences.read")
def behind(request: OfficeRequest, report: str, year: int, key: str) -> HttpResponse:
    """The matters behind a number that the report counts itself."""
    found = _made(report, request, year_of(str(year), request.today))
    number = next((each for each in found.numbers if each.key == key and each.answer is None), None)
    if number is None:
        raise Http404
    shown = paged(request, matters_of(request.actor, number.register, number.rows))
    context = {
        "found": found, "number": number, "page": shown, "place": f"{number.register}:show",
        "hidden": len(number.rows) - shown.paginator.count,
    }  # fmt: skip
    return render(request, "sayings/yearly_rows.html", context)


@page("sentences.take", methods=("POST",))
def file(request: OfficeRequest, report: str, ending: str) -> HttpResponse:
    """The report as a file; its figures are kept as they stand."""
    if ending != "docx" or report not in YEARLY:
        raise Http404
    year = year_of(request.POST.get("year", ""), request.today)
    _made(report, request, year)  # not there for whoever is not cleared for it
    issuer = next((post.office.name for post in request.posts if post.pk == request.actor.post_id), "")
    try:
        with translation.override("zh-hans"):
            found = take(actor=request.actor, report=report, year=year, today=request.today, at=request.now)
            content = paper(found, today=request.today, issuer=issuer)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('sayings:yearly', args=[report])}?year={year}")
    return saved(file_of(content, ending), f"{content.shown_title}.{ending}", FORMATS[ending][1])
