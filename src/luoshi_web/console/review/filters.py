"""What the entries of a report can be narrowed to; the same for the list and for the way from entry to entry."""

from dataclasses import dataclass
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.console.review.words import code_choices
from luoshi_web.ledgerstore.models import Entry, Report, Review
from luoshi_web.ledgerstore.reading import KINDS
from luoshi_web.ledgerstore.selectors.entries import SectionReview

STATES = (
    ("open", _("not yet reviewed")),
    ("reopened", _("to be looked at again")),
    *((value, words) for value, words in Review.choices if value != Review.OPEN),
)
NAMES = ("kind", "section", "state", "words")


class EntryFilter(django_filters.FilterSet):
    """By kind, section, state of the review, and words of the quote."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind of entry"),
        choices=lambda: code_choices("kind", KINDS),
        empty_label=pgettext_lazy("review", "all"),
    )
    section = django_filters.ChoiceFilter(
        label=pgettext_lazy("review", "Section"), empty_label=pgettext_lazy("review", "all"), choices=()
    )
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("review", "Review"),
        choices=STATES,
        method="in_state",
        empty_label=pgettext_lazy("review", "all"),
    )
    words = django_filters.CharFilter(label=_("Words"), field_name="quote", lookup_expr="icontains")

    class Meta:
        model = Entry
        fields = ("kind", "section", "state", "words")

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Entry], sections: list[SectionReview]) -> None:
        super().__init__(data, queryset=queryset)
        self.filters["section"].extra["choices"] = [(s.title, s.title) for s in sections if s.title]

    def in_state(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        if value == "reopened":
            return entries.filter(review=Review.OPEN).exclude(reopened_for="")
        return entries.filter(review=value)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The part of a page's query that narrows, kept while going from entry to entry. An unknown value narrows to nothing known: it is dropped."""

    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, data: QueryDict) -> "Narrowing":
        kinds, states = {*KINDS}, {value for value, _words in STATES}
        found = [(name, data.get(name, "").strip()[:200]) for name in NAMES]
        return cls(
            tuple(
                (name, value)
                for name, value in found
                if value and (name != "kind" or value in kinds) and (name != "state" or value in states)
            )
        )

    @property
    def query(self) -> str:
        """``?kind=target&state=open``, an empty text where nothing narrows."""
        return f"?{urlencode(self.values)}" if self.values else ""

    def among(self, report: Report) -> QuerySet[Entry]:
        """The entries of a report that are left, those that stand in an earlier copy alone only where they are asked for."""
        entries = Entry.objects.filter(report=report)
        said = dict(self.values)
        if said.get("state") != Review.LOST:
            entries = entries.exclude(review=Review.LOST)
        if "kind" in said:
            entries = entries.filter(kind=said["kind"])
        if "section" in said:
            entries = entries.filter(section=said["section"])
        if "words" in said:
            entries = entries.filter(quote__icontains=said["words"])
        if said.get("state") == "reopened":
            return entries.filter(review=Review.OPEN).exclude(reopened_for="")
        return entries.filter(review=said["state"]) if "state" in said else entries
