"""What the list of items can be narrowed to, and in what order it stands."""

from typing import Any

import django_filters
from django.db.models import F, OrderBy, QuerySet
from django.forms import DateInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Post
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.selectors.items import WHOSE, of_whom, text_corrected
from luoshi_web.supervision.selectors.lights import near_now
from luoshi_web.supervision.selectors.signing import late_to_sign
from luoshi_web.supervision.states import ENDED, OPEN, State

_STATES = [
    ("open", _("all that are open")),
    ("ended", _("all that have ended")),
    ("unsigned", _("not signed for in time")),
    *State.choices,
]
_GAPS = [
    *Colour.choices,
    ("kept", _("green: on schedule")),
    ("near", _("green: slightly below schedule, within the tolerance")),
]
_TEXTS = [
    ("open", _("corrected, nothing said of it yet")),
    ("corrected", _("corrected since it was issued")),
]
_SOURCES = Item.Source.choices


class Sorting(django_filters.OrderingFilter):
    """By columns, and by keys where they do not tell items apart: otherwise one would stand on two pages and another on none.

    What has no date or unit stands last; what was never reported counts as reported longest ago. Both databases agree on that.
    """

    def filter(self, items: QuerySet[Item], value: list[str] | None) -> QuerySet[Item]:
        """In the order that was chosen, if any."""
        columns = [self._column(name) for name in value or () if name]
        return items.order_by(*columns, "id") if columns else items

    def _column(self, name: str) -> OrderBy:
        said, falling = name.removeprefix("-"), name.startswith("-")
        column = F(self.param_map[said])
        if said == "number":  # never empty, and its index knows no other order
            return column.desc() if falling else column.asc()
        if falling:
            return column.desc(nulls_last=True)
        return column.asc(nulls_first=True) if said == "reported" else column.asc(nulls_last=True)


def _leading(request: Any) -> Any:
    return Post.objects.filter(role="leader", active=True).select_related("office")


def usual(actor: Actor) -> str:
    """Whose items a post is shown first: a department its own, the others all that they may see."""
    return "mine" if actor.role in {"officer", "head"} else "all"


def with_usual(query: QueryDict, actor: Actor) -> QueryDict:
    """The query of the list, where a department that says nothing asks for its own."""
    asked = query.copy()
    asked.setdefault("whose", usual(actor))
    return asked


class ItemFilter(django_filters.FilterSet):
    """By words or number, whose they are, year, kind, state, unit, leader, due date and lights; sorted by a column."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), choices=list(WHOSE.items()), method="by_whose", empty_label=None
    )
    year = year_filter(label=_("Year"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Item.Kind.choices)
    source = django_filters.ChoiceFilter(label=_("Where it comes from"), choices=_SOURCES)
    state = django_filters.ChoiceFilter(label=_("State"), choices=_STATES, method="by_state")
    office = django_filters.ModelChoiceFilter(
        label=_("Lead unit"), queryset=Office.objects.filter(active=True)
    )
    leader = django_filters.ModelChoiceFilter(label=_("Leader in charge"), queryset=_leading)
    due_from = django_filters.DateFilter(
        label=_("Due from"), field_name="due", lookup_expr="gte", widget=DateInput(attrs={"type": "date"})
    )
    due_to = django_filters.DateFilter(
        label=_("Due to"), field_name="due", lookup_expr="lte", widget=DateInput(attrs={"type": "date"})
    )
    time_light = django_filters.ChoiceFilter(label=_("Deadline light"), choices=Colour.choices)
    gap_light = django_filters.ChoiceFilter(label=_("Progress light"), choices=_GAPS, method="by_gap")
    hope_light = django_filters.ChoiceFilter(label=_("Outlook light"), choices=Colour.choices)
    text = django_filters.ChoiceFilter(label=_("Corrections of the report"), choices=_TEXTS, method="by_text")
    sort = Sorting(
        label=_("Sort by"),
        fields=(
            ("number", "number"),
            ("due", "due"),
            ("office__order", "office"),
            ("last_reported_on", "reported"),
        ),
        field_labels={
            "number": _("item number"),
            "due": _("due date"),
            "office__order": _("lead unit"),
            "last_reported_on": _("last report"),
            "-number": _("item number, last first"),
            "-due": _("due date, latest first"),
            "-office": _("lead unit, last first"),
            "-reported": _("last report, latest first"),
        },
    )

    class Meta:
        model = Item
        fields = (
            "words", "whose", "year", "kind", "source", "state", "office", "leader", "due_from", "due_to", "time_light", "gap_light",
            "hope_light", "text", "sort",
        )  # fmt: skip

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """The filter shows itself as used only where somebody asked for other items than the post's usual ones."""
        super().__init__(data, *args, **kwargs)
        self.filters["whose"].extra["initial"] = usual(self.request.actor)

    def by_words(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        """In title or number."""
        return items.filter(holding("title", value) | holding("number", value))

    def by_whose(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        return of_whom(items, self.request.actor, value)

    def by_text(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        return text_corrected(items, settled=value == "corrected")

    def by_gap(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        """A colour; of green, what is on schedule or what is behind within the tolerance."""
        if value not in {"kept", "near"}:
            return items.filter(gap_light=value)
        return near_now(items.filter(gap_light=Colour.GREEN), near=value == "near")

    def by_state(self, items: QuerySet[Item], name: str, value: str) -> QuerySet[Item]:
        if value == "unsigned":
            return late_to_sign(items, self.request.today)
        several = {"open": OPEN, "ended": ENDED}.get(value)
        return items.filter(state__in=several) if several else items.filter(state=value)
