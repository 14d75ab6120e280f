"""What acts on a matter ask for, whatever its register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import day_field
from luoshi_web.console.language import name_of
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.matters.lapses import undoable
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.refusals import REASONS

Said = dict[str, Any]


def long_field(**options: Any) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **options)


def yuan_field(**options: Any) -> forms.DecimalField:
    """An amount in 元."""
    return forms.DecimalField(max_digits=20, decimal_places=2, **options)


def places_of(register: str, none: str) -> list[tuple[str, str]]:
    """The places whose own rules a register knows; ``none`` says what holds where none is chosen."""
    named = {row.place for clock in clocks()[register].values() for row in clock.lengths if row.place}
    return [("", none), *((place, place) for place in sorted(named))]


class ActForm(forms.Form):
    """What every act carries: the version that its page showed. ``record`` is the row of the register."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record, self.today = record, today
        self.matter: Matter = record.matter
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                self.initial.setdefault(name, today)
        self.fill()

    def fill(self) -> None:
        """Choices that hang on the record."""

    def choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """The choices of a field, with nothing chosen."""
        self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class WordsForm(ActForm):
    """An act with its reason."""

    reason = long_field(label=_("Reason"))


class DayForm(ActForm):
    """A day."""

    on = day_field(label=_("Day"))


class ExceptForm(ActForm):
    """The leader's approval of an exception."""

    waiver = forms.TypedChoiceField(label=_("Exception"), coerce=int)
    until = day_field(label=_("Holds until"))

    def fill(self) -> None:
        open_ = Waiver.objects.filter(matter=self.matter, approved_by=None)
        self.choose("waiver", [(each.pk, f"{gettext(REASONS[each.condition])} {each.reason}"[:120]) for each in open_])  # fmt: skip


def undo_form(codes: Iterable[str]) -> type[WordsForm]:
    """What a limit waited for had come in time, and is entered late: for the limits of these codes."""

    class UndoForm(WordsForm):
        """Which limit, and on which day it was kept."""

        clock = forms.TypedChoiceField(label=_("Limit"), coerce=int)
        on = day_field(label=_("Done on"))

        def fill(self) -> None:
            table = clocks()[self.matter.register]
            over = undoable(self.matter).filter(code__in=list(codes)).select_related("of")
            named = [(each, name_of(table[each.code])) for each in over]
            self.choose(
                "clock", [(each.pk, f"{name} {each.of or ''} {each.due:%Y-%m-%d}") for each, name in named]
            )

    return UndoForm


def exception_form(gates: Iterable[Gate[Any]]) -> type[WordsForm]:
    """An exception from what a step needs: the choices are the conditions that the law gives a way round."""
    known = {
        f"{gate.act}.{condition.code}": condition.code
        for gate in gates
        for condition in gate.conditions
        if not condition.absolute
    }

    class AskExceptionForm(WordsForm):
        """An exception from what a step needs."""

        condition = forms.ChoiceField(label=_("Exception from"))

        def fill(self) -> None:
            self.choose("condition", [(key, gettext(REASONS[code])) for key, code in known.items()])

        def clean(self) -> Said:
            """The condition as its gate and its code."""
            said: Said = super().clean() or self.cleaned_data
            if "condition" in said:
                said["gate"], _dot, said["condition"] = said["condition"].partition(".")
            return said

    return AskExceptionForm
