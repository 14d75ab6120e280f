"""Fields that forms of several places share, how a list of names is typed, and how words are looked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.progress.values import write_value
from luoshi_web.supervision.services.progress import value_of


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def secrecy_choices(highest: int) -> list[tuple[int, StrOrPromise]]:
    """The degrees of secrecy up to one: nobody enters what they may not read themselves."""
    return [choice for choice in Secrecy.choices if choice[0] <= highest]


def year_filter(**options: Any) -> django_filters.NumberFilter:
    """A list is narrowed to a year; one that no calendar has is said to be none."""
    return django_filters.NumberFilter(min_value=MINYEAR, max_value=MAXYEAR - 1, decimal_places=0, **options)


class ValueField(forms.CharField):
    """A value as people write it (20亿元, 1.2万户), cleaned to a decimal in the unit of ``item``, which the form sets; None where nothing is written."""

    item: Item | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def of(self, item: Item) -> None:
        """Whose values are written here; says how, where the field says nothing else."""
        self.item = item
        example = item.high if item.low is None else item.low
        if not self.help_text and example is not None:
            self.help_text = gettext("With its unit: for instance %(example)s.") % {
                "example": write_value(example, item.unit)
            }

    def prepare_value(self, value: Any) -> Any:
        return (
            write_value(value, self.item.unit if self.item else "") if isinstance(value, Decimal) else value
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or self.item is None:
            return None
        try:
            return value_of(self.item, text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class OddValueForm(forms.Form):
    """A form with a value that may be asked about. Why it is right is asked for only once the act was refused for it."""

    odd_reason = forms.CharField(
        label=_("Why this value is right"), max_length=300, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get(self.add_prefix("odd_reason")):
            self._ask()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Round the act: a value out of proportion makes the form ask why it is right."""
        try:
            yield
        except Refusal as refusal:
            if refusal.code.startswith("odd_"):
                self._ask()
            raise

    def _ask(self) -> None:
        self.fields["odd_reason"].widget = forms.TextInput(attrs={"maxlength": 300})
        self.fields["odd_reason"].required = True


def names_in(typed: str) -> list[str]:
    """The names of a list as papers print it, divided by 、 or what people type for it."""
    return [name for name in re.split(r"[、，,;；\s]+", typed) if name]


def holding(column: str, words: str) -> Q:
    """Rows whose column holds the words, in small letters or capitals. What has neither is compared as it stands: in half the time, and most words are Chinese."""
    how = "contains" if words.upper() == words.lower() else "icontains"
    return Q((f"{column}__{how}", words))
