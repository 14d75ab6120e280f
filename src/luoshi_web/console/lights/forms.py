"""Forms of the lights: a day, a judgement, a rule."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.supervision.lights.rules import Kind, Rule, write_terms
from luoshi_web.supervision.models.light import Colour

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayForm(forms.Form):
    """The day that is looked at."""

    day = forms.DateField(label=_("Day"), widget=_DAY)


class JudgeForm(forms.Form):
    """Whether an item can still be reached, and on what evidence."""

    colour = forms.ChoiceField(
        label=_("Judgement"),
        choices=[
            (Colour.GREEN, _("green: will be reached")),
            (Colour.YELLOW, _("yellow: in danger, can still be done")),
            (Colour.RED, _("red: can hardly be done any more")),
        ],
    )
    reason = forms.CharField(label=_("Evidence and reason"), widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)


_NEAR = [("blue", _("blue")), ("yellow", _("yellow"))]
_PAST = [("red", _("red")), ("yellow", _("yellow"))]
_EVERY = [("1", _("every month")), ("3", _("every quarter")), ("6", _("every half year"))]
TERMS: dict[Kind, dict[str, Any]] = {
    "time": {
        "near_days": lambda: forms.IntegerField(
            label=_("Near from so many working days before the limit on")
        ),
        "near": lambda: forms.ChoiceField(label=_("Colour when near"), choices=_NEAR),
        "past": lambda: forms.ChoiceField(label=_("Colour past the limit"), choices=_PAST),
        "claim_stops": lambda: forms.BooleanField(
            label=_("An item reported as done in time does not go red while it waits to be verified"),
            required=False,
        ),
        "asking_stops": lambda: forms.BooleanField(
            label=_(
                "An item for which more time was asked before the limit does not go red while that waits to be decided"
            ),
            required=False,
        ),
    },
    "gap": {
        "yellow_from": lambda: forms.DecimalField(label=_("Yellow from so many percentage points behind")),
        "red_over": lambda: forms.DecimalField(label=_("Red over so many percentage points behind")),
        "rate_red_over": lambda: forms.DecimalField(
            label=_("A rate is red when short by more than this percentage of its target")
        ),
        "about_points": lambda: forms.DecimalField(
            label=_("A rate promised as “about” may be short by so many points")
        ),
        "report_by": lambda: forms.IntegerField(label=_("Reports are there by this day of the next month")),
        "every_months": lambda: forms.ChoiceField(label=_("Reports are made"), choices=_EVERY),
    },
    "hope": {
        "months": lambda: forms.IntegerField(label=_("A judgement counts for so many months")),
    },
}
"""Light → term → its field."""


class RuleForm(forms.Form):
    """A rule of one light from a day on; filled with the one that holds now."""

    name = forms.CharField(label=_("Name of the rule"), max_length=120)
    in_force = forms.DateField(label=_("In force from"), widget=_DAY)
    source = forms.CharField(label=_("Where the rule comes from"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, rule: Rule, today: date, **options: Any) -> None:
        options["initial"] = {"name": rule.name, "in_force": today + timedelta(days=1)} | write_terms(
            rule.terms
        )
        super().__init__(*args, **options)
        self.kind = rule.kind
        for name, field in TERMS[rule.kind].items():
            self.fields[name] = field()
        self.order_fields(["name", "in_force", *TERMS[rule.kind], "source"])

    def terms(self) -> dict[str, Any]:
        """The terms as the rules read them: whole numbers, truth, decimals and words as text."""
        kept = self.cleaned_data
        terms: dict[str, Any] = {}
        for name in TERMS[self.kind]:
            value = kept[name]
            whole = isinstance(value, int)
            terms[name] = int(value) if name == "every_months" else value if whole else str(value)
        return terms
