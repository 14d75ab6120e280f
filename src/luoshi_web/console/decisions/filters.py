"""What the list of major decisions can be narrowed to."""

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.decisions.models import Decision
from luoshi_web.registers.decisions.rules.states import State
from luoshi_web.registers.decisions.words import STATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import with_mark

MARKS = {
    "excepted": Q(decision__excepted=True),
    "outside": Q(decision__listing=Decision.Listing.OUTSIDE),
    "dissent": Q(dissents__isnull=False),
    "asked": Q(waivers__isnull=False, waivers__approved_by__isnull=True),
    "review": Q(state=State.DRAFTING, reviews__complete_on__isnull=False, reviews__opinion=""),
    "late": Q(due__isnull=False, clocks__owed=True) | Q(clocks__settled_on__gt=F("clocks__due")),
}
"""What the auditor looks at, and what waits for an opinion or a second person."""


class DecisionFilter(django_filters.FilterSet):
    """By words or number, year, kind, state, unit, what is marked."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year of the catalogue"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="decision__kind", choices=Decision.Kind.choices)  # fmt: skip
    state = django_filters.ChoiceFilter(label=_("Stage"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    office = django_filters.ModelChoiceFilter(label=_("Unit that drafts it"), queryset=Office.objects.filter(active=True))  # fmt: skip
    marked = django_filters.ChoiceFilter(
        label=_("Marked"), method="by_mark",
        choices=[
            ("excepted", _("by an exception, or a pilot against the opinion")), ("outside", _("outside the catalogue")),
            ("dissent", _("with a dissent on record")), ("late", _("published late")), ("asked", _("an exception waits")),
            ("review", _("legality to be reviewed")),
        ],
    )  # fmt: skip

    class Meta:
        model = Matter
        fields = ("words", "year", "kind", "state", "office", "marked")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In title or number."""
        return matters.filter(holding("title", value) | holding("number", value))

    def by_mark(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """What is marked so."""
        return with_mark(matters, Matter.Register.DECISIONS, MARKS[value])
