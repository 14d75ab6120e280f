"""What the acts on a major decision ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, long_field
from luoshi_web.registers.decisions.models import (
    Decision,
    Determination,
    Evaluation,
    ExpertOpinion,
    LegalityReview,
    RiskReport,
)
from luoshi_web.registers.decisions.rules.facts import Step
from luoshi_web.registers.decisions.rules.states import STATES, Act, State
from luoshi_web.registers.decisions.selectors import visible_to


class EnterForm(forms.Form):
    """A matter of the catalogue."""

    number = forms.CharField(label=_("No."), max_length=40)
    title = forms.CharField(label=_("Matter to be decided"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Decision.Kind.choices)
    office = forms.ModelChoiceField(label=_("Unit that drafts it"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip
    co = forms.CharField(label=_("Units that help"), max_length=200, required=False)
    on = day_field(label=_("Proposed on"))
    planned_on = day_field(label=_("Planned for"), required=False)
    hearing_planned = forms.BooleanField(label=_("A hearing is planned"), required=False)
    market = forms.BooleanField(
        label=_("It touches what firms do"), required=False, help_text=_("Then fair competition is reviewed.")
    )
    pilot = forms.BooleanField(
        label=_("A pilot reform without rules of the state (探索性改革)"), required=False, help_text=_("It may be discussed against the opinion once its legal risk is said."),
    )  # fmt: skip
    outside = forms.BooleanField(label=_("Decided outside the catalogue"), required=False)
    why = forms.CharField(
        label=_("Why it is added, or stands outside"), max_length=300, required=False, help_text=_("Not asked before the year's catalogue is published."),
    )  # fmt: skip
    replaces = forms.ModelChoiceField(
        label=_("New round of"), queryset=Decision.objects.none(), required=False, empty_label="—", help_text=_("The decision in force that this one changes or stops."),
    )  # fmt: skip
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]
        in_force = visible_to(actor).filter(state__in=STATES.ways[Act.CHANGE].sources)
        held = Decision.objects.filter(matter__in=in_force).select_related("matter")
        self.fields["replaces"].queryset = held  # type: ignore[attr-defined]


class CatalogueForm(forms.Form):
    """The year's catalogue is published."""

    party_agreed_on = day_field(label=_("Agreed by the party committee on"))
    on = day_field(label=_("Published on"))
    where = forms.CharField(label=_("Where it is published"), max_length=200)


class StartForm(DayForm):
    """The government decided to begin it."""

    words = long_field(label=_("Which meeting or paper"))


class DraftForm(DayForm):
    """A draft."""

    title = forms.CharField(label=_("Title of the draft"), max_length=300)


class CommentForm(DayForm):
    """The public is asked."""

    until = day_field(
        label=_("Last day for opinions"), help_text=_("30 days at least, or the reason for fewer.")
    )
    means = forms.CharField(label=_("By which means"), max_length=200)
    address = forms.CharField(label=_("Address of the notice"), max_length=200, required=False)
    short_reason = forms.CharField(
        label=_("Why under 30 days, as the notice says"), max_length=600, required=False
    )

    def fill(self) -> None:
        self.initial["until"] = None


class AnswerCommentForm(DayForm):
    """What became of the public's opinions."""

    opinions = forms.IntegerField(label=_("Opinions received"), min_value=0)
    adopted = forms.IntegerField(label=_("Of these adopted"), min_value=0)
    answer = long_field(label=_("What was adopted, and why the others were not"))


class HearingForm(DayForm):
    """A hearing."""

    papers_on = day_field(label=_("Papers sent to those who came on"))
    present = forms.IntegerField(label=_("How many came"), min_value=1)
    words = long_field(label=_("The record that they signed"))

    def fill(self) -> None:
        self.initial["papers_on"] = None


class ExpertForm(DayForm):
    """An expert's opinion."""

    name = forms.CharField(
        label=_("Name of the expert"), max_length=60, help_text=_("Never leaves the office.")
    )
    institution = forms.CharField(label=_("Institution"), max_length=120, required=False)
    stance = forms.ChoiceField(label=_("Opinion"), choices=[("", "—"), *ExpertOpinion.Stance.choices])
    words = long_field(label=_("Text of the opinion"))
    signed = forms.BooleanField(label=_("The opinion is signed"), required=False)
    no_interest = forms.BooleanField(label=_("No direct interest in the matter"), required=False)


class AnswerForm(ActForm):
    """What became of what was said."""

    answer = long_field(label=_("What was adopted, and why the others were not"))


class RiskForm(DayForm):
    """A risk assessment."""

    by = forms.CharField(label=_("Assessed by"), max_length=120)
    level = forms.ChoiceField(label=_("Level of risk"), choices=[("", "—"), *RiskReport.Level.choices])
    points = long_field(label=_("Points of risk"))
    measures = long_field(label=_("Measures against them"))
    controllable = forms.BooleanField(label=_("The risk can be controlled (风险可控)"), required=False)


class FairForm(DayForm):
    """A review of fair competition."""

    passed = forms.BooleanField(label=_("It passed"), required=False)
    words = long_field(label=_("Conclusion and number of the paper"))


class LeaveOutForm(DayForm):
    """A step does not apply."""

    step = forms.ChoiceField(label=_("Step"))
    why = long_field(label=_("Why it does not apply"))

    def fill(self) -> None:
        after = State(self.matter.state) in {State.DECIDED, State.REPORTED}
        said = {each.step for each in self.matter.determinations.all()}
        self.choose("step", [(code, str(words)) for code, words in Determination.KINDS if (code == Step.PUBLICATION) is after and code not in said])  # fmt: skip


class AgreeForm(ActForm):
    """Which step does not apply."""

    step = forms.TypedChoiceField(label=_("Step"), coerce=int)

    def fill(self) -> None:
        held = Determination.objects.filter(matter=self.matter, approved_by=None)
        self.choose("step", [(each.pk, f"{each.get_step_display()} {each.why}"[:120]) for each in held])


class RiskToldForm(ActForm):
    """The legal risk of a pilot."""

    words = long_field(label=_("The legal risk, as it is told"))


class ReviewForm(DayForm):
    """A review is asked for."""

    as_review = forms.BooleanField(
        label=_("Asked for as a legality review"), required=False, initial=True, help_text=_("A comment does not stand in its place (article 25)."),
    )  # fmt: skip


class ReturnForm(DayForm):
    """Papers go back."""

    missing = long_field(label=_("What the papers lack"))


class OpinionForm(DayForm):
    """The opinion on legality."""

    opinion = forms.ChoiceField(label=_("Opinion"), choices=[("", "—"), *LegalityReview.OPINIONS])
    number = forms.CharField(label=_("Number of the opinion (审查意见书)"), max_length=60)
    power = forms.BooleanField(label=_("Within the powers"), required=False)
    procedure = forms.BooleanField(label=_("By the procedure"), required=False)
    content = forms.BooleanField(label=_("Its content by law"), required=False)
    lawyers = forms.CharField(label=_("Lawyers who were heard"), max_length=200, required=False)
    words = long_field(label=_("Text of the opinion"))


class ReportForm(DayForm):
    """Reported to the party committee."""

    paper = forms.CharField(label=_("Number of the paper"), max_length=60)


class PublishForm(DayForm):
    """It is published."""

    where = forms.CharField(label=_("Where it is published"), max_length=200)
    explanation = long_field(
        label=_("What became of the opinions of the public and of experts"), required=False
    )


class ExecuteForm(ActForm):
    """Who carries it out."""

    executor = forms.ModelChoiceField(label=_("Unit that carries it out"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip


class HaltForm(DayForm):
    """It is halted."""

    reason = long_field(label=_("Reason"))


class EvaluateForm(DayForm):
    """An evaluation."""

    by = forms.CharField(label=_("Evaluated by"), max_length=120)
    why = forms.CharField(label=_("Why it was evaluated"), max_length=300)
    advice = forms.ChoiceField(label=_("What it advises"), choices=[("", "—"), *Evaluation.Advice.choices])
    words = long_field(label=_("Findings of the evaluation"))


class ChangeForm(WordsForm):
    """It is changed, or stopped."""

    stopped = forms.BooleanField(label=_("Stopped, not changed"), required=False)


class ArchiveForm(DayForm):
    """Its papers are filed."""

    number = forms.CharField(label=_("Number of the file"), max_length=60)
