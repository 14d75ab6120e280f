"""What is asked of whoever brings in a file: the file, what its columns mean, what holds for the whole list."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Secrecy
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.registers.forms import places_of
from luoshi_web.console.workbooks.forms import SheetForm
from luoshi_web.registers.importing.fields import Field, Kind
from luoshi_web.registers.importing.table import Table


class FileForm(forms.Form):
    """A file and what is said of it as a whole."""

    file = forms.FileField(
        label=_("File (XLSX or CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    )
    year = forms.IntegerField(
        label=_("Year of the list"), min_value=2000, max_value=2100, help_text=_("Of its numbers, and of days that name no year."),
    )  # fmt: skip
    secrecy = forms.TypedChoiceField(
        label=_("Secrecy"), coerce=int, choices=secrecy_choices(Secrecy.INTERNAL),
        help_text=_("What is more secret is entered one by one."),
    )  # fmt: skip


def sheet_form(table: Table) -> type[SheetForm]:
    """The form of a sheet whose columns are those of a register."""

    class RegisterSheetForm(SheetForm):
        """One sheet of the register's list."""

        meanings = tuple((each.code, each.words) for each in table.fields if each.headings)
        reading = table.reading

    return RegisterSheetForm


class CommonForm(forms.Form):
    """What holds for every row that does not say it itself."""

    def __init__(self, *args: Any, table: Table, **options: Any) -> None:
        options["prefix"] = "w"
        super().__init__(*args, **options)
        for each in table.common:
            self.fields[each.code] = _field(each, table.register)

    @property
    def answers(self) -> dict[str, str]:
        """Column → what was said, as text."""
        return {code: str(said) for code, said in self.cleaned_data.items() if said}


def _field(each: Field, register: str) -> forms.Field:
    if each.kind in (Kind.DAY, Kind.LIMIT):
        return day_field(label=each.words, required=False)
    if each.code == "place":
        return forms.ChoiceField(
            label=each.words, required=False, choices=places_of(register, gettext("the nation's rules alone"))
        )
    if each.kind is Kind.CODE:
        return forms.ChoiceField(label=each.words, required=False, choices=[("", "—"), *each.labels()])
    return forms.CharField(label=each.words, required=False, max_length=each.longest or 300)
