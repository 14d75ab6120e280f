"""What is filled in to appraise, to object and to decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Appraisal, Item, Objection, ScoreLine
from luoshi_web.supervision.selectors.items import visible_to


class Day(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WindowForm(forms.Form):
    """Which stretch of time is appraised, under what name."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("for instance: appraisal of the first half year")
    )
    year = forms.IntegerField(
        label=_("Year"), min_value=2000, max_value=2100, help_text=_("whose groups are compared")
    )
    begins = forms.DateField(label=_("First day"), widget=Day)
    ends = forms.DateField(
        label=_("Last day"), widget=Day, help_text=_("the rules in force on this day are used")
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["begins"] > said["ends"]:
            self.add_error("ends", _("The last day lies before the first."))
        return said


class GiveForm(forms.Form):
    """Points by hand: for whom, by which line of the rules, on what paper."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none(), empty_label="—")
    line = forms.ChoiceField(label=_("Line of the rules"))
    item = forms.CharField(label=_("Number of the item"), max_length=40, required=False)
    words = forms.CharField(
        label=_("What it rests on"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("the paper with its number and date; the office reads it"),
    )  # fmt: skip

    def __init__(
        self, actor: Actor, appraisal: Appraisal, lines: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        offices: Any = self.fields["office"]
        offices.queryset = Office.objects.filter(scores__appraisal=appraisal)
        choices: Any = self.fields["line"]
        choices.choices = lines

    def clean_item(self) -> Item | None:
        """One that the actor may see: the form does not tell whether there are others."""
        number = self.cleaned_data["item"].strip()
        if not number:
            return None
        item = visible_to(self.actor).filter(number=number).first()
        if item is None:
            raise forms.ValidationError(_("There is no item of this number."))
        return item


class ObjectionForm(forms.Form):
    """Why the office holds a line, or the whole, for wrong."""

    line = forms.ModelChoiceField(queryset=ScoreLine.objects.none(), required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))


class DecisionForm(forms.Form):
    """Upheld, partly upheld or rejected, with the answer that the office reads."""

    decision = forms.ChoiceField(
        label=_("Decision on it"), choices=[choice for choice in Objection.Decision.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
    )  # fmt: skip
    points = forms.DecimalField(label=_("Points after it"), max_digits=8, decimal_places=2, required=False)
    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, whole: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].help_text = (
            _("what is added to the whole, or taken from it") if whole else _("what the line is worth now")
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if (
            said.get("decision") in {"upheld", "partly"}
            and said.get("points") is None
            and "points" not in self.errors
        ):
            self.add_error("points", _("Say what the line is worth now."))
        return said


class GroupForm(forms.Form):
    """Which offices are compared."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("for instance: economic departments; towns and subdistricts"),
    )
    offices = forms.ModelMultipleChoiceField(
        label=_("Offices"), queryset=Office.objects.filter(active=True), widget=forms.CheckboxSelectMultiple
    )
