"""What the acts on a proposal ask for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.language import name_of
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, long_field, places_of
from luoshi_web.registers.proposals.models import Commitment, Contact, Proposal, Rating
from luoshi_web.registers.proposals.promises import OPEN
from luoshi_web.registers.proposals.rules.codes import outcomes


class FileForm(forms.Form):
    """A proposal that comes in."""

    number = forms.CharField(label=_("No."), max_length=40)
    title = forms.CharField(label=_("Subject (案由)"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Proposal.Kind.choices)
    during = forms.ChoiceField(label=_("When it was made"), choices=Proposal.During.choices)
    session = forms.CharField(label=_("Session (届次)"), max_length=40, required=False)
    filed_on = day_field(label=_("Filed on"))
    signatories = forms.CharField(
        label=_("Signatories, one a line"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name, delegation or sector, telephone, divided by commas; the first one first."),
    )  # fmt: skip
    category = forms.CharField(label=_("Category"), max_length=40, required=False)
    body = long_field(label=_("Text"), required=False)
    place = forms.ChoiceField(
        label=_("Rules of which place"), required=False, help_text=_("Their limits run beside those of the nation.")
    )  # fmt: skip
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)
    protect = forms.BooleanField(
        label=_("Its signatories asked for secrecy (要求保密)"), required=False, help_text=_("All of it is then confidential at least.")
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]
        self.fields["place"].choices = places_of("proposals", gettext("the nation's rules alone"))  # type: ignore[attr-defined]

    def clean_signatories(self) -> list[tuple[str, str, str]]:
        """Each line as name, group and telephone."""
        lines = [line.replace("，", ",").split(",") for line in self.cleaned_data["signatories"].splitlines() if line.strip()]  # fmt: skip
        return [(line[0], line[1] if len(line) > 1 else "", line[2] if len(line) > 2 else "") for line in lines]  # fmt: skip


def letters(form: ActForm) -> list[tuple[str, str]]:
    """The classes of the proposal's place."""
    rows = outcomes(form.record.place, on=form.today).values()
    return [(row.code, f"{row.code} {name_of(row)}") for row in rows]


class AssignForm(ActForm):
    """To whom it goes."""

    lead = forms.ModelChoiceField(label=_("Lead unit"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip
    co_units = forms.ModelMultipleChoiceField(
        label=_("Units that help"), queryset=Office.objects.filter(active=True), required=False
    )
    on = day_field(label=_("Assigned on"))


class ContactForm(ActForm):
    """A talk."""

    signatory = forms.TypedChoiceField(label=_("With whom"), coerce=int)
    on = day_field(label=_("Day"))
    means = forms.ChoiceField(label=_("How"), choices=Contact.Means.choices)
    words = long_field(label=_("What was said"))

    def fill(self) -> None:
        self.choose("signatory", [(each.pk, each.name) for each in self.record.signatories.all()])


class OpinionForm(ActForm):
    """The opinion of a unit that helps."""

    opinion = long_field(label=_("Opinion"))


class AgainForm(ActForm):
    """Whose opinion is asked for again."""

    office = forms.TypedChoiceField(label=_("Unit that helps"), coerce=int)

    def fill(self) -> None:
        shares = self.record.shares.filter(role="co").select_related("office")
        self.choose("office", [(share.office_id, str(share.office)) for share in shares])


class WidenForm(WordsForm):
    """More time to reply."""

    consented_on = day_field(label=_("Consented on"))


class ReplyForm(ActForm):
    """The reply."""

    number = forms.CharField(label=_("Number of the paper (文号)"), max_length=60)
    words = long_field(label=_("Text of the reply"))
    outcome = forms.ChoiceField(label=_("Class"))
    commitments = forms.CharField(
        label=_("What is promised, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Begins with the day: 2026-09-30 words"),
    )  # fmt: skip
    sent_on = day_field(label=_("Sent on"))
    public = forms.TypedChoiceField(
        label=_("Published"), coerce=lambda value: value == "yes", choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))]
    )  # fmt: skip
    private_why = forms.CharField(label=_("Why it is not published"), max_length=300, required=False)

    def fill(self) -> None:
        self.choose("outcome", letters(self))

    def clean_commitments(self) -> list[tuple[str, date]]:
        """Each line as words and day."""
        found = []
        for line in self.cleaned_data["commitments"].splitlines():
            if not line.strip():
                continue
            day, _blank, words = line.strip().partition(" ")
            try:
                found.append((words, date.fromisoformat(day)))
            except ValueError as fault:
                raise forms.ValidationError(gettext("Each line begins with a day: 2026-09-30.")) from fault
        return found


class OutcomeForm(WordsForm):
    """Another class."""

    outcome = forms.ChoiceField(label=_("Class"))

    def fill(self) -> None:
        self.choose("outcome", letters(self))


class ConferForm(DayForm):
    """A meeting."""

    words = long_field(label=_("Record of the meeting"))


class WithdrawForm(WordsForm):
    """It was taken back."""

    on = day_field(label=_("Day"))


class RateForm(ActForm):
    """A receipt."""

    of = forms.ChoiceField(label=_("What is rated"), choices=Rating.Of.choices)
    commitment = forms.TypedChoiceField(label=_("Promise, where one is rated"), coerce=int, empty_value=None, required=False)  # fmt: skip
    value = forms.ChoiceField(label=_("Rating"), choices=[("", "—"), *Rating.Value.choices])
    signatory = forms.TypedChoiceField(label=_("Given by"), coerce=int, empty_value=None, required=False)
    given_on = day_field(label=_("Given on"))
    reminded_on = day_field(label=_("Reminded on"), required=False, help_text=_("Where no receipt came."))
    words = forms.CharField(label=_("Words of the receipt"), max_length=1000, required=False)

    def fill(self) -> None:
        self.initial["reminded_on"] = None
        self.choose("signatory", [(each.pk, each.name) for each in self.record.signatories.all()])
        self.choose("commitment", promises(self.record))


class LateReceiptForm(WordsForm):
    """A receipt that had come in time."""

    value = forms.ChoiceField(
        label=_("Rating"), choices=[("", "—"), *(choice for choice in Rating.Value.choices if choice[0] != "left_out")]
    )  # fmt: skip
    signatory = forms.TypedChoiceField(label=_("Given by"), coerce=int)
    given_on = day_field(label=_("Given on"))
    words = forms.CharField(label=_("Words of the receipt"), max_length=1000, required=False)

    def fill(self) -> None:
        self.choose("signatory", [(each.pk, each.name) for each in self.record.signatories.all()])


class VerifyForm(ActForm):
    """What a verification found."""

    commitment = forms.TypedChoiceField(label=_("Promise"), coerce=int)
    on = day_field(label=_("Verified on"))
    found = long_field(label=_("What was found"))

    def fill(self) -> None:
        self.choose("commitment", promises(self.record))


class FollowUpForm(ActForm):
    """Which promise is followed up as an item."""

    commitment = forms.TypedChoiceField(label=_("Promise"), coerce=int)
    due = day_field(
        label=_("Item due on"), required=False, help_text=_("Left empty: the usual limit of matters in documents, from the assignment.")
    )  # fmt: skip

    def fill(self) -> None:
        self.initial["due"] = None
        rows = Commitment.objects.filter(OPEN, proposal=self.record)
        self.choose("commitment", [(each.pk, f"{each.due:%Y-%m-%d} {each.words}"[:120]) for each in rows])


class GiveUpForm(WordsForm):
    """What is given up."""

    commitment = forms.TypedChoiceField(label=_("Promise"), coerce=int)

    def fill(self) -> None:
        self.choose("commitment", promises(self.record))


def promises(proposal: Proposal) -> list[tuple[int, str]]:
    """What a proposal's replies promised, to choose from."""
    rows = Commitment.objects.filter(proposal=proposal)
    return [(each.pk, f"{each.due:%Y-%m-%d} {each.words}"[:120]) for each in rows]
