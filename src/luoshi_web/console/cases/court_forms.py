"""What the acts on a court case ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.cases.forms import office_field
from luoshi_web.console.cases.people import people_fields, people_of
from luoshi_web.console.fields import day_field
from luoshi_web.console.registers.forms import ActForm, DayForm, long_field
from luoshi_web.registers.cases.court_models import JUDGED, CourtHearing, Suit
from luoshi_web.registers.cases.services.judging import judged_at


class SueForm(forms.Form):
    """An instance of a court case that comes in."""

    number = forms.CharField(label=_("Case number"), max_length=40)
    title = forms.CharField(label=_("Cause, without names"), max_length=300)
    office = office_field(label=_("Defendant"))
    level = forms.TypedChoiceField(label=_("Instance"), coerce=int, choices=Suit.Level.choices)
    court = forms.CharField(label=_("Court"), max_length=80)
    role = forms.ChoiceField(label=_("Defendant as"), choices=Suit.Role.choices)
    cause = long_field(label=_("What is asked for, without names"))
    people, firms, heads = people_fields()
    filed_on = day_field(label=_("Filed by the court on"))
    copy_received_on = day_field(label=_("Copy received on"))
    simplified = forms.BooleanField(label=_("Simplified procedure of the court"), required=False)
    application = forms.CharField(label=_("Number of the reconsideration before it"), max_length=40, required=False)  # fmt: skip
    earlier = forms.CharField(label=_("Number of the instance before it"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """The parties as rows."""
        return people_of(self, super().clean() or self.cleaned_data)


class SittingForm(ActForm):
    """A sitting of the court."""

    on = day_field(label=_("The court sits on"))
    asked = forms.BooleanField(label=_("The court asked for the head"), required=False)


class WhoCameForm(ActForm):
    """Who came for the office."""

    hearing = forms.TypedChoiceField(label=_("Sitting of the court"), coerce=int)
    came = forms.ChoiceField(label=_("Who came for the office"), choices=[("", "—"), *CourtHearing.CAME])
    name = forms.CharField(label=_("Name of who came"), max_length=60)
    post = forms.CharField(label=_("Post of who came"), max_length=60, required=False)
    excuse = forms.ChoiceField(label=_("Why no head came"), required=False, choices=[("", "—"), *CourtHearing.Excuse.choices])  # fmt: skip
    reason = long_field(label=_("Reason in words"), required=False)
    excused = forms.BooleanField(label=_("The court accepted the reason"), required=False)

    def fill(self) -> None:
        come = [each for each in self.record.hearings.all() if each.on <= self.today]
        self.choose("hearing", [(each.pk, f"{each.on:%Y-%m-%d} {each.get_came_display()}") for each in come])


class JudgeForm(DayForm):
    """A judgment or order."""

    judged = forms.ChoiceField(label=_("Judgment"))
    judgment = forms.CharField(label=_("Number of the judgment"), max_length=80)

    def fill(self) -> None:
        known = judged_at(self.record.level)
        self.choose("judged", [(code, str(words)) for code, words in JUDGED if code in known])


class AppealForm(DayForm):
    """Somebody appealed."""

    by = forms.ChoiceField(label=_("Who appealed"), choices=[("", "—"), *Suit.Appellant.choices])


class EffectForm(DayForm):
    """It is in effect."""

    perform_by = day_field(label=_("To be performed by"), required=False)

    def fill(self) -> None:
        self.initial["perform_by"] = None
