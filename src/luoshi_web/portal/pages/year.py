"""A place's year: what was said, and what the next report says came of it (wireframe A)."""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import dots, svg
from luoshi_web.portal.models import Fate, Line, Report, Turn
from luoshi_web.portal.pages.addressed import of_report
from luoshi_web.portal.pages.said import Promise, columns, promise, row
from luoshi_web.portal.pages.sheet import doors_of
from luoshi_web.portal.posters.poster import Poster
from luoshi_web.portal.selectors import above, headline_targets, release_of
from luoshi_web.portal.signs import ON_TARGETS, ON_TASKS, Sign, sign_of


@of_report
def year_page(request: HttpRequest, report: Report, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(report.place), lambda: _shown(report), ending)


def _shown(report: Report) -> Shown:
    place = report.place
    targets = [promise(line) for line in headline_targets(report)]
    tasks = list(
        Line.objects.filter(report=report, kind__in=("task", "target"), headline=False)
        .exclude(grade="aim")
        .select_related("outcome", "outcome__answer")
        .order_by("number")
    )
    years = list(place.reports.values_list("year", flat=True).order_by("year"))
    at = years.index(report.year)
    later = place.reports.filter(year=report.year + 1).first()
    growing = [held for held in targets if _is_growth(held)]
    counts = _counted([held.sign for held in targets], ON_TARGETS)
    context = {
        "place": place, "above": above(place), "report": report, "targets": targets, "growing": len(growing),
        "others": len(targets) - len(growing), "later": later,
        "before": years[at - 1] if at else None, "after": years[at + 1] if at + 1 < len(years) else None,
        "counts": counts,
        "tasks": [promise(line) for line in tasks if line.verdict][:300], "task_counts": _counted([sign_of(t.verdict) for t in tasks if t.verdict], ON_TASKS),
        "task_total": len(tasks),
        "problems": Line.objects.filter(report=report, kind="problem").count(),
        "returning": Fate.objects.filter(before__report=report, fate__in=("returns", "changed")).count(),
        "silent": sum(1 for t in tasks if t.verdict in {"unmentioned", "unreported"}) + sum(1 for h in targets if h.sign.code == "unreported"),
        "sheets": doors_of(place, report.year), "turns": _turns(report), "copies": list(report.copies.all()),
        "estimates": any(held.expected for held in targets),
        "title": _("%(place)s %(year)d") % {"place": place.name, "year": report.year},
    }  # fmt: skip
    table = Table(columns(), [row(held) for held in targets])
    picture = _picture(report, growing, counts) if growing else ""
    return Shown("portal/year.html", context, table, picture, _poster(report, counts))


def _poster(report: Report, counts: Sequence[tuple[Sign, int]]) -> Poster:
    said = _("; ").join(f"{sign.word} {count}" for sign, count in counts)
    words = (
        _("Of the headline targets: %(counts)s.") % {"counts": said}
        if said
        else report.title or str(report.year)
    )
    source = _("Source: the government's reports; held together by Luoshi, verified by nobody")
    return Poster(f"{report.place.full_name} {report.year}", words, source)


def _is_growth(held: Promise) -> bool:
    return (
        held.line.measure == "growth" and held.line.reading.get("unit") == "%" and "low" in held.line.reading
    )


def _counted(signs: Sequence[Sign], order: Sequence[str]) -> list[tuple[Sign, int]]:
    counts = Counter(sign.code for sign in signs)
    return [(sign_of(code), counts[code]) for code in order if counts[code]]


def _turns(report: Report) -> dict[str, int]:
    turns = list(Turn.objects.filter(report=report).values_list("modality", "bound"))
    hardened = sum(1 for turn in turns if "hardened" in turn and "softened" not in turn)
    softened = sum(1 for turn in turns if "softened" in turn and "hardened" not in turn)
    return {"hardened": hardened, "softened": softened, "all": len(turns)}


def _picture(report: Report, growing: Sequence[Promise], counts: Sequence[tuple[Sign, int]]) -> str:
    from luoshi_web.portal.reading import amount, entry, high

    rows = []
    for held in growing:
        stated = held.outcome.answer if held.outcome else None
        fits = stated is not None and stated.measure == "growth" and stated.reading.get("unit") == "%"
        rows.append(
            dots.Row(
                held.name, amount(held.line), high(held.line), entry(held.line).bound or "",
                amount(stated) if stated is not None and fits else None, held.sign.look, held.expected,
            )
        )  # fmt: skip
    title = _("%(place)s %(year)d: growth promised and stated") % {
        "place": report.place.name,
        "year": report.year,
    }
    said = _("; ").join(f"{sign.word} {count}" for sign, count in counts)
    finding = _("Of the headline targets: %(counts)s.") % {"counts": said}
    source = _("Source: reports of %(year)d and %(next)d of %(place)s; held together by Luoshi, verified by nobody") % {
        "year": report.year, "next": report.year + 1, "place": report.place.name,
    }  # fmt: skip
    return dots.draw(f"year-{report.pk}", svg.Said(title, finding, source), rows)
