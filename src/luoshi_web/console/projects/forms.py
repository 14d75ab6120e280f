"""What the acts on a project ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, long_field, places_of
from luoshi_web.registers.projects.models import Contract, Event, Money, Pledge, Project, StepTaken


def yi_field(**options: Any) -> forms.DecimalField:
    """An amount in 亿元."""
    return forms.DecimalField(max_digits=12, decimal_places=4, **options)


class EnterForm(forms.Form):
    """A project that comes in."""

    number = forms.CharField(label=_("No."), max_length=40)
    title = forms.CharField(label=_("Name of the project"), max_length=300)
    office = forms.ModelChoiceField(label=_("Unit that looks after it"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip
    on = day_field(label=_("Known since"))
    content = long_field(label=_("What is built"), required=False)
    investor = forms.CharField(label=_("Investor"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("Contact"), max_length=60, required=False, help_text=_("Never leaves the office.")
    )
    from_place = forms.CharField(label=_("From which place"), max_length=60, required=False)
    capital = forms.ChoiceField(label=_("Capital"), choices=Project.Capital.choices)
    industry = forms.CharField(label=_("Industry"), max_length=60, required=False)
    site = forms.CharField(label=_("Building site"), max_length=120, required=False)
    platform_code = forms.CharField(label=_("Code of the approval platform (项目代码)"), max_length=40, required=False)  # fmt: skip
    not_brought_in = forms.ChoiceField(
        label=_("Counted among projects brought in"), required=False, choices=[("", _("yes")), *Project.NotBroughtIn.choices],
    )  # fmt: skip
    public_money = forms.BooleanField(label=_("On public money (政府投资)"), required=False)
    favours = forms.BooleanField(
        label=_("Something is promised to this one firm"), required=False, help_text=_("Taxes, land, awards: then the review of fair competition is needed."),
    )  # fmt: skip
    start_planned = day_field(label=_("To begin by the year's plan on"), required=False)
    study = yi_field(label=_("Investment by the study (可研), 亿元"), required=False)
    estimate = yi_field(label=_("Estimate (概算), 亿元"), required=False)
    approved = yi_field(label=_("Approved, 亿元"), required=False)
    place = forms.ChoiceField(label=_("Rules of which place"), required=False)
    secrecy = forms.TypedChoiceField(
        label=_("Secrecy"), coerce=int, choices=secrecy_choices(1)
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = places_of("projects", gettext("start values"))  # type: ignore[attr-defined]


class HandOverForm(WordsForm):
    """To which unit it goes."""

    office = forms.ModelChoiceField(label=_("Unit that looks after it"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip


class TalkForm(DayForm):
    """What moved in the talks."""

    words = long_field(label=_("What moved"))


class StepForm(DayForm):
    """A review, an opinion or a decision."""

    kind = forms.ChoiceField(label=_("Review or decision"), choices=[("", "—"), *StepTaken.KINDS])
    result = forms.ChoiceField(label=_("Result"), choices=[("", "—"), *StepTaken.RESULTS])
    words = long_field(label=_("Votes, opinions and paper, or why it is not needed"))


class ApproveStepForm(ActForm):
    """Which step is not needed."""

    step = forms.TypedChoiceField(label=_("Review or decision"), coerce=int)

    def fill(self) -> None:
        self.choose("step", [(each.pk, f"{each.get_kind_display()} {each.words}"[:120]) for each in unapproved(self.record)])  # fmt: skip


class SignForm(ActForm):
    """A signed paper."""

    paper = forms.ChoiceField(label=_("Paper signed"), choices=[("", "—"), *Contract.Paper.choices])
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    on = day_field(label=_("Signed on"))
    amount = yi_field(label=_("Whole investment by it, 亿元"))
    new_investor = forms.BooleanField(
        label=_("Signed anew by another investor"), required=False, help_text=_("Then it is counted by this contract."),
    )  # fmt: skip
    investor = forms.CharField(label=_("The other investor"), max_length=120, required=False)
    long = forms.BooleanField(label=_("Twelve months to begin, as agreed for large ones"), required=False)

    def clean(self) -> dict[str, Any]:
        """A new investor is named."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("new_investor") and not said.get("investor"):
            self.add_error("investor", gettext("Say who the other investor is."))
        return said


class HappenedForm(DayForm):
    """Something happened."""

    kind = forms.ChoiceField(label=_("Progress of building"), choices=[("", "—"), *Event.Kind.choices])
    proof = long_field(label=_("Proof"), help_text=_("The permit, the photograph, the number of the paper."))


class EventForm(ActForm):
    """Which event."""

    event = forms.TypedChoiceField(label=_("Progress of building"), coerce=int)

    def fill(self) -> None:
        self.choose("event", [(each.pk, f"{each.get_kind_display()} {each.on}") for each in self.standing()])

    def standing(self) -> list[Event]:
        """Those that were not taken back."""
        return list(Event.objects.filter(project=self.record, taken_back_by=None))


class ConfirmForm(EventForm):
    """Which event is confirmed."""

    def standing(self) -> list[Event]:
        return unconfirmed(self.record)


class TakeBackForm(EventForm):
    """Which event had not happened, and why."""

    reason = long_field(label=_("Reason"))


class PayForm(DayForm):
    """Money of a day."""

    kind = forms.ChoiceField(label=_("Money"), choices=[("", "—"), *Money.Kind.choices])
    amount = yi_field(label=_("Amount, 亿元"), help_text=_("With a minus, to take off a mistake."))
    proof = forms.CharField(label=_("Proof"), max_length=300)


class PlanForm(ActForm):
    """What the year's plan invests."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = yi_field(label=_("Amount, 亿元"))

    def fill(self) -> None:
        self.initial.setdefault("year", self.today.year)


class PledgeForm(ActForm):
    """A promise of one side."""

    side = forms.ChoiceField(label=_("Who promises"), choices=[("", "—"), *Pledge.Side.choices])
    words = long_field(label=_("Words of the promise"))
    due = day_field(label=_("By"))


class KeepPledgeForm(DayForm):
    """A promise was kept."""

    pledge = forms.TypedChoiceField(label=_("Promise"), coerce=int)
    how = long_field(label=_("What was found"))

    def fill(self) -> None:
        self.choose("pledge", [(each.pk, f"{each.due:%Y-%m-%d} {each.words}"[:120]) for each in unkept(self.record)])  # fmt: skip


def unapproved(project: Project) -> list[StepTaken]:
    """Steps that are said not to be needed, and nobody has approved it."""
    return list(StepTaken.objects.filter(project=project, result="not_needed", approved_by=None))


def unconfirmed(project: Project) -> list[Event]:
    """Events that the keeper has neither confirmed nor taken back."""
    return list(Event.objects.filter(project=project, taken_back_by=None, confirmed_by=None))


def unkept(project: Project) -> list[Pledge]:
    """Promises that are open."""
    return list(Pledge.objects.filter(project=project, kept_on=None))
