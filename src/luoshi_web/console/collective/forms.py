"""What the acts on a matter decided collectively ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, long_field, yuan_field
from luoshi_web.console.registers.meetings import DiscussForm
from luoshi_web.registers.collective.models import KINDS, CollectiveCheck, CollectiveMatter
from luoshi_web.registers.collective.rules.facts import Result
from luoshi_web.registers.collective.rules.gates import BELOW
from luoshi_web.registers.collective.selectors import gates_now
from luoshi_web.registers.decisions.selectors import visible_to as decisions_of
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.refusals import REASONS

Said = dict[str, Any]


def _unit(**options: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(queryset=Office.objects.filter(active=True), empty_label="—", **options)


class EnterForm(forms.Form):
    """A matter that is brought in for a meeting."""

    number = forms.CharField(label=_("No."), max_length=40)
    title = forms.CharField(label=_("Matter for the meeting"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, help_text=_("An appointment is secret, and of no unit but one that is cleared for it.")
    )  # fmt: skip
    office = _unit(label=_("Unit that brings it in"), required=False)
    proposer = forms.CharField(label=_("Leader who brings it in"), max_length=60)
    on = day_field(label=_("Brought in on"))
    amount = yuan_field(label=_("Amount of the matter, yuan"), required=False)
    funds = forms.CharField(
        label=_("Kind of money"), max_length=60, required=False, help_text=_("As the thresholds name it; nothing: the general one holds.")
    )  # fmt: skip
    payee = forms.CharField(label=_("Paid to"), max_length=120, required=False)
    project = forms.CharField(
        label=_("Project that it belongs to"), max_length=120, required=False, help_text=_("Payments to one payee for one project are added up for the auditor."),
    )  # fmt: skip
    contract = forms.BooleanField(label=_("It signs a contract"), required=False, help_text=_("Then its legality is reviewed."))  # fmt: skip
    favours = forms.BooleanField(
        label=_("It promises something to one firm"),
        required=False,
        help_text=_("Then fair competition is reviewed."),
    )
    argued = forms.BooleanField(label=_("Experts are to argue it"), required=False)
    also = forms.ModelChoiceField(
        label=_("The same matter as a major decision"), queryset=Matter.objects.none(), required=False, empty_label="—"
    )  # fmt: skip
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]
        held = decisions_of(actor).exclude(phase=Matter.Phase.ENDED).order_by("-year", "number")
        self.fields["also"].queryset = held  # type: ignore[attr-defined]


class AgainForm(ActForm):
    """What was seen, or done about it."""

    words = long_field(label=_("What was done"))


class CheckForm(DayForm):
    """What came of a check before the meeting."""

    of = forms.ChoiceField(label=_("Check"), choices=[("", "—"), *CollectiveCheck.CHECKS])
    result = forms.ChoiceField(
        label=_("Result"), choices=[("", "—"), *CollectiveCheck.RESULTS], help_text=_("That it is not needed, another person agrees; a budget line is always needed."),
    )  # fmt: skip
    words = long_field(label=_("Opinion, budget line, or why it is not needed"))


class AgreeForm(ActForm):
    """Which check is not needed."""

    check = forms.TypedChoiceField(label=_("Check"), coerce=int)

    def fill(self) -> None:
        held = CollectiveCheck.objects.filter(matter=self.matter, result=Result.NOT_NEEDED, approved_by=None)
        self.choose(
            "check", [(each.pk, f"{each.get_check_of_display()} {each.words}"[:120]) for each in held]
        )


class ReturnForm(DayForm):
    """It goes back."""

    reason = long_field(label=_("What its steps lack"))


class ListForm(ActForm):
    """For which meeting it is listed."""

    on = day_field(label=_("Day of the meeting"))
    materials_on = day_field(label=_("Papers reached the members on"))


class MeetingForm(DiscussForm):
    """What the meeting did, and whether whoever brings it in was there."""

    proposer_came = forms.BooleanField(
        label=_("The leader who brings it in was there"), required=False, initial=True
    )


class ExecuteForm(DayForm):
    """Who carries it out, and until when."""

    executor = _unit(label=_("Unit that carries it out"), required=False, help_text=_("Nothing: the unit that brought it in."))  # fmt: skip
    due = day_field(label=_("To be reported by"), required=False)

    def fill(self) -> None:
        self.initial["due"] = None


class BelowForm(ExecuteForm):
    """Who decided it, and who carries it out."""

    decided_by = forms.CharField(label=_("Decided by"), max_length=120)


class FirstForm(DayForm):
    """It is done before a meeting."""

    reason = long_field(label=_("Why it cannot wait for a meeting"))
    executor = _unit(label=_("Unit that carries it out"), required=False, help_text=_("Nothing: the unit that brought it in."))  # fmt: skip


class PayForm(DayForm):
    """A payment."""

    amount = yuan_field(label=_("Amount, yuan"))
    payee = forms.CharField(label=_("Paid to"), max_length=120)
    proof = forms.CharField(label=_("Voucher"), max_length=200)

    def fill(self) -> None:
        row: CollectiveMatter = self.record
        self.initial["payee"] = row.payee


class FeedBackForm(DayForm):
    """It is carried out."""

    words = long_field(label=_("What was done"))


class AskExceptionForm(WordsForm):
    """An exception from what the next step needs."""

    condition = forms.ChoiceField(label=_("Exception from"))

    def fill(self) -> None:
        found = {
            f"{gate.act}.{condition.code}": _reason(gate, condition.code)
            for gate in gates_now(self.record, self.today)
            for condition in gate.conditions
            if not condition.absolute
        }
        self.choose("condition", list(found.items()))

    def clean(self) -> Said:
        """The condition as its gate and its code."""
        said: Said = super().clean() or self.cleaned_data
        if "condition" in said:
            said["gate"], _dot, said["condition"] = said["condition"].partition(".")
        return said


def _reason(gate: Gate[Any], code: str) -> str:
    words = gettext(REASONS[code])
    return f"{words} ({gettext('without a meeting')})" if gate.act == BELOW.act else words
