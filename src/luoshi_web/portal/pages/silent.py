"""Promised and silent: what the next report says nothing of. A question to ask, not a finding."""

from collections import Counter

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import rows, svg
from luoshi_web.portal.models import Line, Report
from luoshi_web.portal.pages.addressed import of_report
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.selectors import above, outcome_of, release_of
from luoshi_web.portal.signs import NOT_HELD, kind_word, legend, sign_of

_SILENT = ("unreported", "unmentioned")
_LISTED = 400


@of_report
def silent_page(request: HttpRequest, report: Report, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(report.place), lambda: _shown(report), ending)


def _shown(report: Report) -> Shown:
    place = report.place
    later = place.reports.filter(year=report.year + 1).exists()
    held = Line.objects.filter(report=report).exclude(verdict__in=("", NOT_HELD))
    silent = list(held.filter(verdict__in=_SILENT).select_related("outcome").order_by("-headline", "number"))
    total = held.count()
    body, table = [], []
    for line in silent[:_LISTED]:
        outcome = outcome_of(line)
        again = outcome.again if outcome else ""
        body.append(
            [
                Cell(line.quote, f"l/{line.pk}/", True),
                Cell(_kind(line)),
                Cell(again, chinese=True) if again else Cell("–"),
            ]
        )
        table.append({"id": line.pk, "quote": line.quote, "kind": _kind(line), "again": again})
    lead = (
        _("Of %(total)d promises that were held against the next report, %(silent)d are not spoken of in it.")
        % {"total": total, "silent": len(silent)}
        if later
        else _("The next report is not here: nothing can be said of silence.")
    )
    listing = Listing(
        _("Promised and silent: %(place)s %(year)d") % {"place": place.name, "year": report.year},
        lead,
        head=(_("Promise"), _("Kind"), _("Promised once more")),
        body=body,
        notes=(
            _(
                "A report that says nothing proves nothing: the thing may be done. It may also be said in words that were not recognised."
            ),
        ),
        empty=_("Nothing here."),
    )
    columns = [
        ("id", _("line")),
        ("kind", _("kind")),
        ("quote", _("words")),
        ("again", _("promised once more")),
    ]
    return shown(
        listing, Table(columns, table), _picture(report, held) if later else "", place=place, above=above(place),
        year=report.year, crumb=_("Promised and silent"),
    )  # fmt: skip


def _kind(line: Line) -> str:
    return _("headline target") if line.headline else kind_word(line.kind)


_LOOKS = (("●", "met"), ("◐", "near"), ("■", "missed"), ("◇", "silent"), ("–", "open"))


def _mark(verdict: str) -> str:
    return sign_of(verdict).sign


def _picture(report: Report, held: QuerySet[Line]) -> str:
    """What became of headline targets and of the rest, silence last."""
    bars = []
    for name, headline in ((_("headline"), True), (_("others"), False)):
        signs = Counter(
            _mark(verdict) for verdict in held.filter(headline=headline).values_list("verdict", flat=True)
        )
        bars.append(
            rows.Bar(name, [rows.Stretch(signs[mark], look, mark) for mark, look in _LOOKS if signs[mark]])
        )
    finding = "; ".join(
        f"{bar.name}: " + " ".join(f"{s.sign}{s.count}" for s in bar.stretches) for bar in bars
    )
    title = _("%(place)s %(year)d: what the next report says of the promises") % {
        "place": report.place.name,
        "year": report.year,
    }
    source = _("Source: the government's reports; held together by Luoshi, verified by nobody")
    return rows.draw(f"silent-{report.pk}", svg.Said(title, finding, source), bars, legend())
