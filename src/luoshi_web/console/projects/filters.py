"""What the list of projects can be narrowed to."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import with_mark
from luoshi_web.registers.projects.words import STATES

CLASSES = (
    ("", _("all sizes")),
    ("1", _("1亿元 and more")),
    (">1", _("over 1亿元")),
    ("10", _("10亿元 and more")),
)
"""Classes by size of the page of figures: 以上 includes the number, 超 does not."""
SIZES = (("1", _("1亿元 and more")), ("5", _("5亿元 and more")), ("10", _("10亿元 and more")))

MARKS = {
    "late": Q(clocks__owed=True),
    "unconfirmed": Q(
        project__events__isnull=False,
        project__events__confirmed_by__isnull=True,
        project__events__taken_back_by__isnull=True,
    ),
    "asked": Q(waivers__isnull=False, waivers__approved_by__isnull=True),
}
"""What waits for a second person, and what is late."""


class ProjectFilter(django_filters.FilterSet):
    """By words or number, year of signing, size, state, unit, industry, what is marked."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    signed = year_filter(label=_("Year of signing"), field_name="project__signed_on__year")
    size = django_filters.ChoiceFilter(
        label=_("Size, with supplements"), field_name="project__amount", lookup_expr="gte", choices=SIZES
    )
    state = django_filters.ChoiceFilter(label=_("Stage"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    office = django_filters.ModelChoiceFilter(label=_("Unit that looks after it"), queryset=Office.objects.filter(active=True))  # fmt: skip
    industry = django_filters.CharFilter(label=_("Industry"), field_name="project__industry")
    marked = django_filters.ChoiceFilter(
        label=_("Marked"), method="by_mark",
        choices=[
            ("late", _("with a limit that is over")), ("unconfirmed", _("what happened is not confirmed")), ("asked", _("an exception waits")),
        ],
    )  # fmt: skip

    class Meta:
        model = Matter
        fields = ("words", "signed", "size", "state", "office", "industry", "marked")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In name or number."""
        return matters.filter(
            holding("title", value) | holding("number", value) | holding("project__investor", value)
        )

    def by_mark(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """What is marked so."""
        return with_mark(matters, Matter.Register.PROJECTS, MARKS[value])
