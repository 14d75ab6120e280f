"""What a fund, a bond, a unit's three public expenses and a budget say when they come into the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.funds.amounts import amount_field, unit_field, yuan_of
from luoshi_web.console.registers.forms import long_field
from luoshi_web.registers.funds.amounts import Unit
from luoshi_web.registers.funds.models import BudgetPaper, Fund
from luoshi_web.registers.funds.services import entering
from luoshi_web.registers.funds.words import CLASSES, FORMS

_OF_ALL = ("number", "title", "office", "year", "on", "secrecy")


def choices(words: Any) -> list[Any]:
    """Nothing chosen, then each code with its words."""
    return [("", "—"), *(words.items() if isinstance(words, dict) else words)]


def office_field(**options: Any) -> "forms.ModelChoiceField[Office]":
    """An office that works."""
    return forms.ModelChoiceField(queryset=Office.objects.filter(active=True), empty_label="—", **options)


class EnterForm(forms.Form):
    """What all of them say. ``part`` makes what is their own of what else the form said."""

    number = forms.CharField(label=_("No."), max_length=40)
    title = forms.CharField(label=_("Name"), max_length=300)
    office = office_field(label=_("Unit"))
    year = forms.IntegerField(label=_("Budget year"), min_value=2000, max_value=2100)
    on = day_field(label=_("In the register since"))
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        if "secrecy" in self.fields:
            reached = secrecy_choices(actor.clearance)
            self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """``entered`` and ``part``, once every field is right."""
        said = self.amounts(super().clean() or self.cleaned_data)
        if self.errors:
            return said
        entered = entering.Entered(**{name: said[name] for name in _OF_ALL if name in said})
        return {
            "entered": entered,
            "part": self.part({name: said[name] for name in said if name not in _OF_ALL}),
        }

    def amounts(self, said: dict[str, Any]) -> dict[str, Any]:
        """Its amounts in 元."""
        return said

    def part(self, said: dict[str, Any]) -> entering.Part:
        """What is its own."""
        raise NotImplementedError


class SpecialForm(EnterForm):
    """A special fund."""

    account = forms.ChoiceField(label=_("Account"), choices=choices(Fund.Account.choices))
    source = forms.ChoiceField(label=_("Source of the money"), choices=choices(Fund.Source.choices))
    subject = forms.CharField(label=_("Budget subject (类款项)"), max_length=120, required=False)
    purpose = long_field(label=_("What it is for"), required=False)
    field_order = (
        "number",
        "title",
        "office",
        "year",
        "account",
        "source",
        "subject",
        "purpose",
        "on",
        "secrecy",
    )

    def part(self, said: dict[str, Any]) -> entering.Part:
        return entering.Special(**said)


class BondForm(EnterForm):
    """A bond. It is public."""

    secrecy = None  # type: ignore[assignment]
    debt_class = forms.ChoiceField(label=_("Class of debt"), choices=choices(CLASSES))
    form = forms.ChoiceField(label=_("Form of debt"), choices=choices(FORMS))
    principal = amount_field(label=_("Principal"))
    unit = unit_field(Unit.YI)
    rate = forms.DecimalField(
        label=_("Rate of interest, per cent a year"), min_value=0, max_digits=6, decimal_places=4
    )
    used_for = forms.CharField(label=_("Used for"), max_length=200)
    due_on = day_field(label=_("Last day of repayment"))
    field_order = (
        "number",
        "title",
        "office",
        "year",
        "debt_class",
        "form",
        "principal",
        "unit",
        "rate",
        "used_for",
        "due_on",
        "on",
    )

    def amounts(self, said: dict[str, Any]) -> dict[str, Any]:
        return yuan_of(self, said, "principal")

    def part(self, said: dict[str, Any]) -> entering.Part:
        return entering.NewBond(**said)


class ThreeForm(EnterForm):
    """A unit's three public expenses of a year."""

    scope = forms.CharField(
        label=_("Scope (口径)"), max_length=60, help_text=_("Which units and what money. Scopes are never added, nor held against each other."),
    )  # fmt: skip
    field_order = ("number", "title", "office", "year", "scope", "on", "secrecy")

    def part(self, said: dict[str, Any]) -> entering.Part:
        return entering.Three(**said)


class BudgetForm(EnterForm):
    """A budget, its adjustment or final accounts."""

    paper = forms.ChoiceField(
        label=_("Budget, adjustment or final accounts"), choices=choices(BudgetPaper.Paper.choices)
    )
    level = forms.ChoiceField(label=_("Of whom"), choices=choices(BudgetPaper.Level.choices))
    meets_on = day_field(
        label=_("The congress or its standing committee meets on"), required=False,
        help_text=_("Of a government: thirty days before it the draft is sent (Budget Law, articles 44 and 69)."),
    )  # fmt: skip
    transfers = forms.BooleanField(label=_("It holds transfers to governments below"), required=False)
    field_order = (
        "number",
        "title",
        "office",
        "year",
        "paper",
        "level",
        "meets_on",
        "transfers",
        "on",
        "secrecy",
    )

    def part(self, said: dict[str, Any]) -> entering.Part:
        return entering.Paper(**said)
