"""Wording: the promise of this year beside that of last year, and whether its words bind more or less."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.models import Report, Turn
from luoshi_web.portal.pages.addressed import of_report
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.selectors import above, release_of


@of_report
def wording_page(request: HttpRequest, report: Report, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(report.place), lambda: _shown(report), ending)


def _shown(report: Report) -> Shown:
    place = report.place
    turns = list(
        Turn.objects.filter(report=report)
        .select_related("before", "after")
        .order_by("-after__headline", "after__number")
    )
    turns.sort(
        key=lambda turn: (turn.modality == "same" and turn.bound == "same", turn.number in {"", "same"})
    )
    body = [
        [
            Cell(turn.after.subject or turn.after.quote, chinese=True), Cell(turn.before.quote, f"l/{turn.before_id}/", True),
            Cell(turn.after.quote, f"l/{turn.after_id}/", True), Cell(_turned(turn), number=True), Cell(_number(turn), number=True),
        ]
        for turn in turns
    ]  # fmt: skip
    table = [
        {
            "subject": t.after.subject, "before": t.before_id, "after": t.after_id, "before_quote": t.before.quote,
            "after_quote": t.after.quote, "modality": t.modality, "bound": t.bound, "number": t.number,
        }
        for t in turns
    ]  # fmt: skip
    hardened = sum(1 for t in turns if "hardened" in (t.modality, t.bound))
    softened = sum(1 for t in turns if "softened" in (t.modality, t.bound))
    before, year = report.year - 1, report.year
    listing = Listing(
        _("Wording of %(before)d and %(year)d: %(place)s")
        % {"before": before, "year": year, "place": place.name},
        _(
            "%(all)d promises are made in both years. In %(hardened)d the words bind more, in %(softened)d less."
        )
        % {"all": len(turns), "hardened": hardened, "softened": softened}
        if turns
        else "",
        head=(_("Matter"), str(before), str(year), _("The words"), _("The number")),
        body=body,
        notes=(
            _(
                "确保 binds more than a plain target, 力争 less; 以上 more than a bare number, that more than 左右 and a range."
            ),
        ),
        empty=_("The report of the year before is not here, or no promise is made in both."),
    )
    columns = [
        ("subject", _("what")),
        ("before", _("line before")),
        ("after", _("line after")),
        ("before_quote", _("words before")),
    ]
    columns += [
        ("after_quote", _("words after")),
        ("modality", _("firmness")),
        ("bound", _("bound")),
        ("number", _("number")),
    ]
    return shown(
        listing, Table(columns, table), place=place, above=above(place), year=year, crumb=_("Wording")
    )


def _turned(turn: Turn) -> str:
    said = {turn.modality, turn.bound} - {"same"}
    if said == {"hardened"}:
        return "▲ " + _("bind more")
    if said == {"softened"}:
        return "▽ " + _("bind less")
    return "▲▽ " + _("both ways") if said else _("the same")


def _number(turn: Turn) -> str:
    return {
        "raised": "↑ " + _("asks for more"),
        "lowered": "↓ " + _("asks for less"),
        "same": _("the same"),
        "": "–",
    }[turn.number]
