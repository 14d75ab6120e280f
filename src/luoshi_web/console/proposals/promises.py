"""承诺事项台账: what replies promised, of a year and carried into it, as a page and a workbook."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from luoshi_web.accounts.models import Office
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.console.years import last_years, year_asked
from luoshi_web.registers.matters.models import Opened
from luoshi_web.registers.proposals.models import Commitment
from luoshi_web.registers.proposals.promises import OPEN, promises
from luoshi_web.supervision.selectors.items import visible_to as items_visible_to

STATES = [
    ("open", pgettext_lazy("a promise", "open")), ("over", gettext_lazy("open and over")), ("verified", gettext_lazy("verified")),
    ("given_up", gettext_lazy("given up")),
]  # fmt: skip


class PromiseFilter(django_filters.FilterSet):
    """By year, state and lead unit."""

    year = django_filters.NumberFilter(label=gettext_lazy("Year"), method="as_it_is")
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="by_state")
    office = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Lead unit"), field_name="proposal__matter__office", queryset=Office.objects.filter(active=True)
    )  # fmt: skip

    class Meta:
        model = Commitment
        fields = ("year", "state", "office")

    def as_it_is(self, rows: QuerySet[Commitment], name: str, value: Any) -> QuerySet[Commitment]:
        """The year chose the list already."""
        return rows

    def by_state(self, rows: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        """Open, and of these those whose day is over; verified; given up in writing."""
        if value == "verified":
            return rows.filter(verified_on__isnull=False)
        if value == "given_up":
            return rows.filter(given_up_on__isnull=False)
        return rows.filter(OPEN, due__lt=self.request.today) if value == "over" else rows.filter(OPEN)


@page("proposals.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The list of a year, the nearest day first."""
    year = year_asked(request)
    narrowed = PromiseFilter(request.GET, queryset=promises(request.actor, year=year), request=request)
    if lists.asked(request):
        return lists.answer(request, _listing(request, year), narrowed.qs)
    shown = paged(request, narrowed.qs)
    context = {
        "filter": narrowed, "page": shown, "year": year, "years": last_years(request.today),
        "rows": _rows(request, list(shown), year),
    }  # fmt: skip
    return render(request, "proposals/promises.html", context)


def _rows(request: OfficeRequest, found: list[Commitment], year: int) -> list[dict[str, Any]]:
    """Each with where it comes from, where it stands, and the item that follows it, if the reader may see that."""
    parts = {f"commitment {each.pk}": each.pk for each in found}
    opened = Opened.objects.filter(
        part__in=list(parts), item__in=items_visible_to(request.actor)
    ).select_related("item")
    items = {parts[each.part]: each.item for each in opened}
    return [
        {
            "promise": each, "matter": each.proposal.matter, "carried": each.proposal.matter.year < year, "state": state_of(each, request),
            "item": items.get(each.pk),
        }
        for each in found
    ]  # fmt: skip


def state_of(promise: Commitment, request: OfficeRequest) -> str:
    """Where it stands today, as a code of :data:`STATES`."""
    if promise.verified_on is not None:
        return "verified"
    if promise.given_up_on is not None:
        return "given_up"
    return "over" if promise.due < request.today else "open"


def _listing(request: OfficeRequest, year: int) -> Listing:
    words = {code: str(name) for code, name in STATES}
    return Listing(
        f"{_('Promises of replies')} {year}",
        (
            Column(_("Suggestion or proposal"), lambda row: row["matter"].number),
            Column(_("Subject (案由)"), lambda row: row["matter"].title, 40),
            Column(_("From the year"), lambda row: row["matter"].year, 10),
            Column(_("Lead unit"), lambda row: str(row["matter"].office or ""), 20),
            Column(_("Promise"), lambda row: row["promise"].words, 50),
            Column(_("Due on"), lambda row: row["promise"].due, 12),
            Column(_("State"), lambda row: words[row["state"]], 12),
            Column(_("Verified on"), lambda row: row["promise"].verified_on, 12),
            Column(_("What was found"), lambda row: row["promise"].found, 30),
            Column(_("Given up because"), lambda row: row["promise"].given_up_why, 30),
            Column(_("Rated"), lambda row: _("yes") if row["promise"].is_rated else "", 8),
            Column(_("Item"), lambda row: row["item"].number if row["item"] else "", 14),
        ),
        lambda found: _rows(request, found, year),
    )
