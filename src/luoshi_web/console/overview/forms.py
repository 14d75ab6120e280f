"""What the pages over all registers can be narrowed to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegisterForm(forms.Form):
    """One of the registers that the post may list, or all."""

    register = forms.ChoiceField(label=_("Register"), required=False)

    def __init__(self, *args: Any, registers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["register"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all")), *registers]


class CalendarForm(RegisterForm):
    """By register; the month stays."""

    month = forms.CharField(required=False, widget=forms.HiddenInput)


class ExceptionsForm(RegisterForm):
    """By register, and by whether the exception holds today."""

    stands = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(
            ("", _("all")),
            ("asked", _("not yet decided")),
            ("holds", pgettext_lazy("an exception", "in force")),
            ("ended", _("ended")),
        ),
    )
