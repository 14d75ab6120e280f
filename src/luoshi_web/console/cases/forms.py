"""What the acts on an application for reconsideration ask for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Office, Person
from luoshi_web.console.cases.people import people_fields, people_of
from luoshi_web.console.fields import day_field
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, long_field, undo_form
from luoshi_web.registers.cases.models import (
    ENDINGS,
    GROUNDS,
    OUTCOMES,
    PROCEDURES,
    CaseAdvice,
    CaseParty,
    CaseStep,
    Reconsideration,
)
from luoshi_web.registers.cases.services.concluding import DECISIONS
from luoshi_web.registers.cases.services.standing import ATTACHED
from luoshi_web.registers.matters.desks import holders

UndoForm = undo_form(
    ["copy", "answer", "attached", "pass_on", "maker_told", "maker_answers", "receiver", "letter", "advice", "plead", "court"]
)  # fmt: skip
"""Limits that only the keeper can take back: those that accept, give up or let sue have acts of their own."""
_DECISIONS = [("", "—"), *(choice for choice in OUTCOMES if choice[0] in DECISIONS)]
_DOCUMENT_STEPS = {
    "maker_told": _("its maker was told (article 58)"),
    "maker_answered": _("its maker answered"),
    "reviewed": _("reviewed by the body itself (article 56)"),
    "passed_on": _("passed on to the body that may deal with it"),
    "receiver_answered": _("that body answered (article 60)"),
}


def number_field(**options: Any) -> forms.CharField:
    """The number of a paper."""
    return forms.CharField(max_length=60, **options)


def office_field(**options: Any) -> "forms.ModelChoiceField[Office]":
    """An office that works."""
    return forms.ModelChoiceField(queryset=Office.objects.filter(active=True), empty_label="—", **options)


class ApplyForm(forms.Form):
    """An application that comes in."""

    number = forms.CharField(label=_("Case number"), max_length=40)
    title = forms.CharField(label=_("Cause, without names"), max_length=300)
    office = office_field(label=_("Respondent"))
    kind = forms.ChoiceField(label=_("Kind of act"), choices=[("", "—"), *Reconsideration.Kind.choices])
    field = forms.CharField(label=_("Field of administration"), max_length=40, required=False)
    claim = long_field(label=_("What is asked for, without names"))
    people, firms, heads = people_fields()
    received_on = day_field(label=_("Received on"))
    channel = forms.ChoiceField(label=_("How it came"), choices=Reconsideration.Channel.choices)
    posted_on = day_field(label=_("Post mark of"), required=False)
    act_on = day_field(label=_("The act was made on"), required=False)
    knew_on = day_field(
        label=_("The applicant knew of it on"), required=False, help_text=_("From this day sixty days run to apply.")
    )  # fmt: skip
    untold = forms.BooleanField(label=_("The right to apply was not told: one year"), required=False)
    land = forms.BooleanField(label=_("Of immovable property: twenty years, not five"), required=False)
    excused_why = long_field(label=_("Why it could not be applied for in time"), required=False)
    first = forms.BooleanField(label=_("Reconsideration comes before the court (article 23)"), required=False)
    attached = forms.BooleanField(label=_("Review of a normative document is asked for (article 13)"), required=False)  # fmt: skip
    claims_damages = forms.BooleanField(label=_("Damages are claimed"), required=False)

    def clean(self) -> dict[str, Any]:
        """The parties as rows."""
        return people_of(self, super().clean() or self.cleaned_data)


class PartyForm(ActForm):
    """Another party."""

    role = forms.ChoiceField(label=_("Party as"), choices=[("", "—"), *CaseParty.Role.choices])
    who = forms.ChoiceField(label=_("Person or organization"), choices=CaseParty.Who.choices)
    name = forms.CharField(label=_("Name of the party"), max_length=80, help_text=_("Shown to whoever keeps the register alone."))  # fmt: skip
    contact = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    heads = forms.IntegerField(label=_("How many people"), min_value=1, initial=1)


class CorrectionForm(DayForm):
    """The applicant is asked to correct it."""

    received_on = day_field(label=_("The applicant received the notice on"))
    points = long_field(label=_("Every point to correct"))


class CorrectedForm(DayForm):
    """The correction came."""

    reason = long_field(label=_("Where it was deemed given up: why it is entered late"), required=False)


class WithdrawForm(WordsForm):
    """Withdrawn before acceptance."""

    on = day_field(label=_("Day"))


def _procedure() -> tuple[forms.ChoiceField, forms.ChoiceField]:
    return (
        forms.ChoiceField(label=_("Procedure"), choices=PROCEDURES),
        forms.ChoiceField(
            label=_("Why simplified (article 53)"), required=False, choices=[("", "—"), *Reconsideration.Simple.choices]
        ),
    )  # fmt: skip


class AcceptForm(DayForm):
    """It is accepted."""

    procedure, simplified_why = _procedure()


class RejectForm(DayForm):
    """It is not accepted."""

    decision = number_field(label=_("Number of the decision"))
    grounds = long_field(label=_("Reason, and which body is the right one"))


class InTimeForm(WordsForm):
    """A decision on acceptance that had been made in time."""

    accepted = forms.TypedChoiceField(
        label=_("What was decided"), coerce=lambda said: said == "yes",
        choices=[("", "—"), ("yes", _("accepted (受理)")), ("no", _("not accepted (不予受理)"))],
    )  # fmt: skip
    on = day_field(label=_("Day"))
    decision = number_field(label=_("Number of the decision, where it was not accepted"), required=False)
    procedure, simplified_why = _procedure()


class HandlerForm(DayForm):
    """Who tries it."""

    handler = forms.ModelChoiceField(label=_("Handler"), queryset=Person.objects.none(), empty_label="—")

    def fill(self) -> None:
        field = self.fields["handler"]
        field.queryset = keepers(self)  # type: ignore[attr-defined]


def keepers(form: ActForm) -> "QuerySet[Person]":
    """Whoever keeps the register today."""
    held = holders("cases", "keep", on=form.today)
    return Person.objects.filter(pk__in=held.values("person"))


class CopyForm(DayForm):
    """The copy went to the respondent."""

    received_on = day_field(label=_("The respondent received it on"))


class AnswerForm(DayForm):
    """The respondent's answer."""

    words = long_field(label=_("Answer, evidence and basis, without names"))


class HearingForm(DayForm):
    """A hearing is planned."""

    hearing_on = day_field(label=_("The hearing is on"))


class CaseStepForm(DayForm):
    """A step before the decision."""

    kind = forms.ChoiceField(label=_("Step"), choices=[("", "—"), *CaseStep.KINDS])
    needed = forms.TypedChoiceField(
        label=_("Result"), coerce=lambda said: said == "yes", choices=[("yes", pgettext_lazy("a step", "done")), ("no", _("not needed"))],
    )  # fmt: skip
    words = long_field(label=_("How, with whom, which paper, or why it is not needed"))
    head_came = forms.NullBooleanField(
        label=_("Of a hearing: the respondent's head came"), required=False,
        widget=forms.Select(choices=[("", "—"), ("true", _("yes")), ("false", _("no"))]),
    )  # fmt: skip


class ApproveStepForm(ActForm):
    """Which step is not needed."""

    step = forms.TypedChoiceField(label=_("Step"), coerce=int)

    def fill(self) -> None:
        open_ = [each for each in self.record.steps.all() if not each.needed and each.approved_by_id is None]
        self.choose("step", [(each.pk, f"{each.get_kind_display()} {each.words}"[:120]) for each in open_])


class OrdinaryForm(WordsForm):
    """The ordinary procedure from a day on."""

    on = day_field(label=_("Day"))


class SuspendForm(WordsForm):
    """It is suspended."""

    ground = forms.TypedChoiceField(label=_("Ground (article 39)"), coerce=int, choices=[("", "—"), *GROUNDS])
    since = day_field(label=_("Notice of"), help_text=_("From this day the time to decide stands still."))
    paper = number_field(label=_("Number of the notice"))
    own_power = forms.TypedChoiceField(
        label=_("Of ground 9: who deals with the document"), required=False, empty_value=None, coerce=lambda said: said == "yes",
        choices=[("", "—"), ("yes", _("the body itself")), ("no", _("another body, to which it is passed on"))],
    )  # fmt: skip


class ResumeForm(ActForm):
    """It goes on."""

    until = day_field(label=_("Notice of"), help_text=_("From this day the time to decide runs again."))
    paper = number_field(label=_("Number of the notice"))


class DocumentForm(DayForm):
    """A step of the review of a document."""

    step = forms.ChoiceField(label=_("Step"), choices=[("", "—"), *((code, _DOCUMENT_STEPS[code]) for code in ATTACHED)])  # fmt: skip


class ExtendForm(WordsForm):
    """More days."""

    days = forms.IntegerField(label=_("More days"), min_value=1, max_value=30, initial=30)
    asked_on = day_field(label=_("Asked on"))


class DecideForm(DayForm):
    """A decision."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=_DECISIONS)
    number = number_field(label=_("Number of the decision"))
    grounds = long_field(label=_("Grounds, without names"))
    perform_by = day_field(label=_("To be performed by"), required=False)
    not_worse = forms.BooleanField(label=_("Of a changed act: not worse for the applicant"), required=False)
    third_evidence = forms.BooleanField(label=_("Without an answer in time: a third party gave evidence"), required=False)  # fmt: skip

    def fill(self) -> None:
        self.initial["perform_by"] = None


class ConcludeForm(DayForm):
    """It is dismissed."""

    number = number_field(label=_("Number of the paper"))
    grounds = long_field(label=_("Grounds, without names"))


class MediateForm(ConcludeForm):
    """The parties agreed."""

    perform_by = day_field(label=_("To be performed by"), required=False)
    signed_by_all = forms.BooleanField(label=_("Signed by every party"), required=False)

    def fill(self) -> None:
        self.initial["perform_by"] = None


class TerminateForm(ConcludeForm):
    """It is terminated."""

    ground = forms.TypedChoiceField(label=_("Ground (article 41)"), coerce=int, choices=[("", "—"), *ENDINGS])
    settled = forms.BooleanField(label=_("Withdrawn because the parties settled it"), required=False)


class OrderForm(DayForm):
    """Ordered to be performed."""

    perform_by = day_field(label=_("To be performed by"))
    how = long_field(label=_("Order, talk or public criticism"))


class DoneForm(DayForm):
    """Performed."""

    how = long_field(label=_("What was done"))


class PublishForm(ActForm):
    """Published, or not."""

    on = day_field(label=_("Published on"), required=False)
    reason = long_field(label=_("Where it is not: why"), required=False)

    def fill(self) -> None:
        self.initial["on"] = None


class AdviseForm(ActForm):
    """A letter or advice."""

    kind = forms.ChoiceField(label=_("Letter or advice"))
    office = office_field(label=_("To which office"))
    number = number_field(label=_("Number of the paper"))
    words = long_field(label=_("What is to be put right"))
    received_on = day_field(label=_("Received on"))
    due = day_field(label=_("Day that it names"), required=False, help_text=_("Where the law gives sixty days it is not asked."))  # fmt: skip

    def fill(self) -> None:
        self.initial["due"] = None
        self.initial.setdefault("office", self.matter.office_id)
        letter = isinstance(self.record, Reconsideration)
        self.choose("kind", [(code, str(words)) for code, words in CaseAdvice.KINDS if (code == "letter") is letter])  # fmt: skip


class AnswerAdviceForm(DayForm):
    """The answer to a letter or advice."""

    advice = forms.TypedChoiceField(label=_("Letter or advice"), coerce=int)
    words = long_field(label=_("What was put right"))

    def fill(self) -> None:
        open_ = CaseAdvice.objects.filter(matter=self.matter, answered_on=None).select_related("office")
        self.choose("advice", [(each.pk, f"{each.get_kind_display()} {each.number} {each.office}") for each in open_])  # fmt: skip
