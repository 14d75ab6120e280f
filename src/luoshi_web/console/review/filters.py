"""What the entries of a report can be narrowed to; the same for the list and for the way from entry to entry."""

from dataclasses import dataclass
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.console.review.words import FIELD_WORDS, GRADE_WORDS, code_choices
from luoshi_web.ledgerstore.models import Entry, Report, Review
from luoshi_web.ledgerstore.reading import GRADES, KINDS
from luoshi_web.ledgerstore.selectors.entries import IS_DOUBTFUL, IS_SURE, SectionReview

STATES = (
    ("open", _("not yet reviewed")),
    ("reopened", _("to be looked at again")),
    *((value, words) for value, words in Review.choices if value != Review.OPEN),
)
DOUBTS = (
    ("doubtful", _("doubtful: to be looked at one by one")),
    ("sure", _("sure: at least 90 of 100 such lines stood")),
    ("all", _("all, in reading order")),
)
NAMES = ("kind", "grade", "section", "state", "doubt", "words")
_GRADES = tuple(code for codes in GRADES.values() for code in codes)


class EntryFilter(django_filters.FilterSet):
    """By kind, section, state of the review, and words of the quote."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind of entry"),
        choices=lambda: code_choices("kind", KINDS),
        empty_label=pgettext_lazy("review", "all"),
    )
    grade = django_filters.ChoiceFilter(
        label=FIELD_WORDS["grade"],
        choices=[(code, GRADE_WORDS[code]) for code in _GRADES],
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
    doubt = django_filters.ChoiceFilter(
        label=_("Certainty"),
        choices=DOUBTS[:2],
        method="in_doubt",
        empty_label=pgettext_lazy("review", "all"),
    )
    words = django_filters.CharFilter(label=_("Words"), field_name="quote", lookup_expr="icontains")

    class Meta:
        model = Entry
        fields = NAMES

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Entry], sections: list[SectionReview]) -> None:
        super().__init__(data, queryset=queryset)
        self.filters["section"].extra["choices"] = [(s.title, s.title) for s in sections if s.title]

    def in_state(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        if value == "reopened":
            return entries.filter(review=Review.OPEN).exclude(reopened_for="")
        return entries.filter(review=value)

    def in_doubt(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        return entries.filter(_DOUBT[value])


_DOUBT = {"doubtful": IS_DOUBTFUL, "sure": IS_SURE}
_CODES = {
    "kind": {*KINDS}, "grade": {*_GRADES}, "state": {value for value, _words in STATES}, "doubt": {value for value, _words in DOUBTS},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The part of a page's query that narrows, kept while going from entry to entry. An unknown value narrows to nothing known: it is dropped."""

    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, data: QueryDict) -> "Narrowing":
        found = [(name, data.get(name, "").strip()[:200]) for name in NAMES]
        return cls(
            tuple(
                (name, value)
                for name, value in found
                if value and (name not in _CODES or value in _CODES[name])
            )
        )

    @property
    def query(self) -> str:
        """``?kind=target&state=open``, an empty text where nothing narrows."""
        return f"?{urlencode(self.values)}" if self.values else ""

    @property
    def by_doubt(self) -> bool:
        """Whether the least certain come first."""
        return ("doubt", "doubtful") in self.values

    def among(self, report: Report) -> QuerySet[Entry]:
        """The entries of a report that are left, those that stand in an earlier copy alone only where they are asked for."""
        entries = Entry.objects.filter(report=report)
        said = dict(self.values)
        if said.get("state") != Review.LOST:
            entries = entries.exclude(review=Review.LOST)
        if "kind" in said:
            entries = entries.filter(kind=said["kind"])
        if "grade" in said:
            entries = entries.filter(grade=said["grade"])
        if said.get("doubt") in _DOUBT:
            entries = entries.filter(_DOUBT[said["doubt"]])
        if "section" in said:
            entries = entries.filter(section=said["section"])
        if "words" in said:
            entries = entries.filter(quote__icontains=said["words"])
        if said.get("state") == "reopened":
            return entries.filter(review=Review.OPEN).exclude(reopened_for="")
        return entries.filter(review=said["state"]) if "state" in said else entries
