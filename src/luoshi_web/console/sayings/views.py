"""A report against the registers: its lines with their figures, a person's decision on each, and the matters behind a figure."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext, pgettext_lazy

from luoshi_web.audit.actor import Actor
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.registers.forms import long_field
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.sayings.words import VERDICTS, WHY, YEARLY, value_of
from luoshi_web.console.workbooks.lists import file_answer
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.reports import services
from luoshi_web.registers.reports.lines import Line, is_given, line_of, lines_of, own_reports
from luoshi_web.registers.reports.models import Saying
from luoshi_web.registers.reports.providers import PROVIDERS, answers_of
from luoshi_web.registers.reports.rights import Told
from luoshi_web.registers.sayings import Answer, Held, Verdict
from luoshi_web.registers.sentences.writer import size_in_words
from luoshi_web.supervision.workbooks.book import Book


class DecideForm(forms.Form):
    """What somebody says of a line."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=pgettext_lazy("a report and a register", "Decision"),
        choices=[("", "—"), *Saying.Decision.choices],
    )
    reason = long_field(label=_lazy("Reason"))


@page("sayings.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The reports that can be held against the registers; an auditor sees those that were given."""
    reports = (
        own_reports().select_related("current").defer("current__text", "current__layout", "current__diff")
    )
    told = [Told(report, is_given(report, request.today)) for report in reports]
    seen = [each for each in told if each.given or request.actor.role != "auditor"]
    return render(request, "sayings/list.html", {"page": paged(request, seen), "yearly": YEARLY.items()})


def _report(request: OfficeRequest, pk: int) -> Told:
    report = get_object_or_404(own_reports().select_related("current"), pk=pk)
    told = Told(report, is_given(report, request.today))
    demand(request.actor, "sayings.read", told)
    return told


@page("sayings.list")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every line that a register can answer, the differences first. ``?as=xlsx``: the same as a workbook."""
    told = _report(request, pk)
    lines = lines_of(told.report, request.today)
    if request.GET.get("as") == "xlsx":
        return _book(request, told, lines)
    counts = [(*VERDICTS[verdict], sum(line.first.verdict is verdict for line in lines)) for verdict in (Verdict.DIFFERS, Verdict.CANNOT, Verdict.SAME)]  # fmt: skip
    context = {"told": told, "rows": [_row(line) for line in lines], "counts": counts}
    return render(request, "sayings/show.html", context)


def _row(line: Line) -> dict[str, Any]:
    """A line as the page shows it: each definition with its value, both counts, day and the address of its matters."""
    words, look = VERDICTS[line.first.verdict]
    return {
        "line": line, "words": words, "look": look, "why": WHY.get(line.first.why, ""), "below": line.saying.side == "below",
        "definitions": [_definition(line, held) for held in line.held if held.answer is not None],
        "beside": [_figure(line.saying.register, line.year, answer) for answer in line.beside],
        "open": line.decided is None and line.first.verdict is not Verdict.SAME,
    }  # fmt: skip


def _definition(line: Line, held: Held) -> dict[str, Any]:
    assert held.answer is not None
    words, look = VERDICTS[held.verdict]
    return _figure(line.saying.register, line.year, held.answer, line.saying.side) | {
        "verdict": words,
        "look": look,
        "why": WHY.get(held.why, ""),
    }


def _figure(register: str, year: int, answer: Answer, side: str = "value") -> dict[str, Any]:
    name, _above, _below = PROVIDERS[register].names[answer.code, answer.variant]
    return {"answer": answer, "name": name, "value": value_of(answer, side), "href": address(register, year, answer)}  # fmt: skip


def address(register: str, year: int, answer: Answer) -> str:
    """Where the matters behind a figure are listed."""
    found = reverse("sayings:behind", args=[register, year, answer.code, answer.variant])
    part = {"scope": "".join(answer.scope), "size": size_in_words(answer.size)}
    asked = urlencode({name: value for name, value in part.items() if value})
    return f"{found}?{asked}" if asked else found


@page("sayings.decide", methods=("GET", "HEAD", "POST"))
def decide(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """Right as printed, a difference, or not meant: with its reason."""
    told = _report(request, pk)
    found = get_object_or_404(told.report.entries.select_related("report", "copy", "saying"), pk=entry)
    line = line_of(found, request.today)
    if line is None:
        raise Http404
    version = line.decided.version if line.decided else 0
    form = DecideForm(request.POST if request.method == "POST" else None, initial={"version": version})
    return act_on(
        request, form, lambda said: services.decide(actor=request.actor, entry_id=entry, at=request.now, **said), said=_("Recorded."),
        then=reverse("sayings:show", args=[pk]),
        show=lambda form: render(request, "sayings/decide.html", {"told": told, "row": _row(line), "line": line, "form": form}),
    )  # fmt: skip


@page("sayings.list")
def behind(request: OfficeRequest, register: str, year: int, code: str, variant: str) -> HttpResponse:
    """The matters behind a figure: those counted, those not counted of its denominator, and those that nobody has verified."""
    answers = answers_of(register, year, request.today) or ()
    asked = code, variant, request.GET.get("scope", ""), request.GET.get("size", "")
    answer = next((a for a in answers if (a.code, a.variant, "".join(a.scope), size_in_words(a.size)) == asked), None)  # fmt: skip
    if answer is None:
        raise Http404
    rows = PROVIDERS[register].rows(year, answer)
    parts = {
        "above": (_("counted"), rows.above),
        "below": (_("not counted"), rows.below - rows.above),
        "unverified": (_("not yet verified"), rows.unverified),
    }
    side = request.GET.get("side", "above")
    side = side if side in parts else "above"
    shown = paged(request, matters_of(request.actor, register, parts[side][1]))
    context = {
        "figure": _figure(register, year, answer), "year": year, "answer": answer, "page": shown, "place": f"{register}:show", "side": side,
        "parts": [(name, words, len(keys)) for name, (words, keys) in parts.items()], "hidden": len(parts[side][1]) - shown.paginator.count,
    }  # fmt: skip
    return render(request, "sayings/behind.html", context)


def matters_of(actor: Actor, register: str, keys: frozenset[int]) -> Any:
    """Those among them that the actor is cleared for."""
    found = Matter.objects.filter(register=register, pk__in=keys, secrecy__lte=actor.clearance)
    return found.select_related("office").order_by("number", "pk")


def _book(request: OfficeRequest, told: Told, lines: list[Line]) -> HttpResponse:
    title = _("Report against registers")
    book = Book(title=title, on=request.now, streamed=True)
    sheet = book.book.add_worksheet(title[:31])
    heads = (
        (pgettext("a report and a register", "Verdict"), 12), (_("Line of the report"), 50), (_("Figure"), 30), (_("Value"), 12), (_("Numerator"), 12), (_("Denominator"), 12),
        (_("Day"), 12), (_("Why it cannot be answered"), 40), (pgettext("a report and a register", "Decision"), 14), (_("Reason"), 40), (pgettext("a report and a register", "Decided by"), 14),
    )  # fmt: skip
    book.head(sheet, 0, [words for words, _width in heads], [width for _words, width in heads])
    for number, line in enumerate(lines, 1):
        for place, cell in enumerate(_cells(line)):
            book.put(sheet, number, place, cell)
    name = f"{told.report}{timezone.localdate(request.now):%Y%m%d}.xlsx"
    return file_answer(book.close(), name)


def _cells(line: Line) -> tuple[Any, ...]:
    held, decided = line.first, line.decided
    answer = held.answer
    counts = (
        (value_of(answer, line.saying.side), answer.above, answer.below, answer.on)
        if answer
        else (None, None, None, None)
    )
    said = (decided.get_decision_display(), decided.reason, str(decided.decided_by)) if decided else ("", "", "")  # fmt: skip
    return (str(VERDICTS[held.verdict][0]), line.entry.quote, line.name, *counts, str(WHY.get(held.why, "")), *said)  # fmt: skip
