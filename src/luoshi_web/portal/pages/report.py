"""A report in full: its text as printed, its outline, and every line a link in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoshi_web.portal import told
from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import outline, svg
from luoshi_web.portal.citation import of_report as of_report_cited
from luoshi_web.portal.linked import address, script
from luoshi_web.portal.linked import of_report as linked_report
from luoshi_web.portal.models import Line, Paragraph, Report
from luoshi_web.portal.pages.addressed import of_report
from luoshi_web.portal.pages.said import language
from luoshi_web.portal.posters.poster import Poster
from luoshi_web.portal.reading import said, word
from luoshi_web.portal.selectors import above, release_of
from luoshi_web.portal.signs import kind_word, sign_of


@of_report
def report_page(request: HttpRequest, report: Report, ending: str = "") -> HttpResponseBase:
    about = ("report", f"{report.place_id}/{report.year}")
    return answer(request, release_of(report.place), lambda: _shown(report), ending, about=about)


@dataclass(slots=True)
class Printed:
    """A paragraph as it is shown."""

    number: int
    heading: int
    role: str
    html: SafeString
    sections: list[str] = field(default_factory=list)


def _shown(report: Report) -> Shown:
    place = report.place
    lines: dict[int, list[Line]] = {}
    every = list(Line.objects.filter(report=report).order_by("start", "-end", "number"))
    for line in every:
        lines.setdefault(line.paragraph, []).append(line)
    depth = "../../../../l/"
    paragraphs = list(report.paragraphs.all())
    printed = [
        Printed(p.number, p.heading, p.role, marked(p.text, p.start, lines.get(p.number, ()), depth))
        for p in paragraphs
    ]
    outline = [s for s in report.sections if s["level"] <= 2 and (s["title"] or s["label"])]
    context = {
        "place": place, "above": above(place), "report": report, "paragraphs": printed, "outline": outline,
        "copies": list(report.copies.all()), "lines": len(every), "kinds": _kinds(every),
        "characters": report.counts.get("characters", 0),
        "title": report.title or _("Report of %(place)s, %(year)d") % {"place": place.name, "year": report.year},
        "name": f"{place.pk}/{report.year}", "linked": script(linked_report(report, address())),
    }  # fmt: skip
    columns = [
        ("id", _("line")),
        ("paragraph", _("paragraph")),
        ("kind", _("kind")),
        ("said", _("read as")),
        ("quote", _("words")),
    ]
    columns += [("verdict", _("verdict")), ("start", _("start")), ("end", _("end"))]
    spoken = language()
    rows = [
        {
            "id": line.id, "paragraph": line.paragraph, "kind": kind_word(line.kind), "said": said(line, spoken), "quote": line.quote,
            "verdict": sign_of(line.verdict).word if line.kind in {"target", "task"} and line.verdict else "",
            "start": line.start, "end": line.end,
        }
        for line in sorted(every, key=lambda held: held.number)
    ]  # fmt: skip
    said_of = {
        "report": told.report(report),
        "outline": told.outline(report),
        "notices": told.notices(report),
    }
    return Shown(
        "portal/report.html",
        context,
        Table(columns, rows),
        _bar(report, paragraphs),
        _poster(report, len(every)),
        of_report_cited(report),
        said_of,
    )


def _poster(report: Report, lines: int) -> Poster:
    facts = ((_("characters"), f"{report.counts.get('characters', 0):,}"), (_("Lines read"), f"{lines:,}"))
    source = _("The government's own words, as the copy prints them.")
    return Poster(
        f"{report.place.full_name} {report.year}",
        report.title or f"{report.place.name} {report.year}",
        source,
        facts,
    )


def _kinds(lines: Sequence[Line]) -> list[tuple[str, str, int]]:
    counts = {
        kind: sum(1 for line in lines if line.kind == kind)
        for kind in ("target", "task", "result", "problem")
    }
    return [(kind, kind_word(kind), count) for kind, count in counts.items() if count]


def marked(text: str, start: int, lines: Sequence[Line], depth: str) -> SafeString:
    """The paragraph with its lines as links. Of lines that share words the longest is the link, and the others' anchors stand
    around it, so that each address with a ``#`` marks the same words."""
    pieces: list[str] = []
    at = 0
    for group in _groups(lines):
        first = max(group, key=lambda line: line.end - line.start)
        begin, end = max(first.start - start, at), min(first.end - start, len(text))
        if begin >= end:
            pieces += [f'<a id="{line.id}"></a>' for line in group]
            continue
        pieces.append(escape(text[at:begin]))
        around = [f'<span id="{line.id}">' for line in group if line is not first]
        pieces.append("".join(around))
        pieces.append(
            f'<a class="line {first.kind}" id="{first.id}" href="{depth}{first.id}/">{escape(text[begin:end])}</a>'
        )
        pieces.append("</span>" * len(around))
        at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that overlap, together."""
    group: list[Line] = []
    until = -1
    for line in lines:
        if group and line.start >= until:
            yield group
            group = []
        group.append(line)
        until = max(until, line.end) if len(group) > 1 else line.end
    if group:
        yield group


def _bar(report: Report, paragraphs: Sequence[Paragraph]) -> str:
    """The report as one bar: how much of it is review, targets, tasks, problems."""
    total = sum(len(p.text) for p in paragraphs) or 1
    parts = [
        outline.Part(role, sum(len(p.text) for p in run))
        for role, run in groupby(paragraphs, key=lambda p: p.role)
    ]
    shares: dict[str, int] = {}
    for part in parts:
        shares[part.role] = shares.get(part.role, 0) + part.length
    spoken = language()
    shown = sorted(shares.items(), key=lambda item: -item[1])[:6]
    legend = [(role, f"{word('role', role, spoken)} {round(100 * count / total)}%") for role, count in shown]
    title = _("The report of %(year)d as a bar, in its order") % {"year": report.year}
    source = _("Source: the text shown below, %(count)s characters") % {"count": f"{total:,}"}
    said_of = svg.Said(title, "  ".join(words for _role, words in legend), source)
    return outline.draw(f"bar-{report.pk}", said_of, parts, legend)
