"""What the acts on a finding ask for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.registers.forms import (
    ActForm,
    DayForm,
    WordsForm,
    long_field,
    places_of,
    yuan_field,
)
from luoshi_web.registers.findings.models import Finding, FindingMoney, FindingProof

NOTICES = [("", _("5 working days")), ("calendar", _("7 calendar days"))]
"""How long a notice is out."""


def unit_field() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """The unit that puts it right."""
    return forms.ModelChoiceField(label=_("Unit that puts it right"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip


class RegisterForm(forms.Form):
    """A finding that comes in."""

    number = forms.CharField(label=_("No. of the finding"), max_length=40)
    title = forms.CharField(label=_("What was found, in short"), max_length=300)
    source = forms.ChoiceField(
        label=_("Found by"), choices=[("", "—"), *Finding.Source.choices], help_text=_("What the party's inspection found is confidential at least."),
    )  # fmt: skip
    paper = forms.CharField(
        label=_("Report or decision that names it (文号)"), max_length=120, required=False
    )
    issued_on = day_field(label=_("Issued on"))
    received_on = day_field(label=_("Received on"))
    text = long_field(label=_("The finding in its own words"))
    category = forms.CharField(label=_("Category"), max_length=40, required=False)
    amount = yuan_field(label=_("Amount of the finding, yuan"), required=False)
    standard = long_field(label=_("What must be reached (整改标准)"), required=False)
    needed = forms.MultipleChoiceField(
        label=_("Kinds of proof that it needs"), choices=FindingProof.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    site_needed = forms.BooleanField(label=_("Paper is not enough: verified on site"), required=False)
    time_class = forms.ChoiceField(label=_("Time class"), choices=Finding.TimeClass.choices)
    due = day_field(label=_("To be put right by"), required=False)
    heard_on = day_field(
        label=_("The congress heard the audit on"), required=False, help_text=_("Six months later it hears what was put right (监督法 27)."),
    )  # fmt: skip
    earlier = forms.CharField(
        label=_("No. of an earlier finding of the same thing"), max_length=40, required=False
    )
    place = forms.ChoiceField(label=_("Rules of which place"), required=False)
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]
        self.fields["place"].choices = places_of("findings", gettext("the nation's rules alone"))  # type: ignore[attr-defined]


class AssignForm(DayForm):
    """To which unit it goes."""

    office = unit_field()
    field_order = ("office", "on")


class MeasuresForm(ActForm):
    """Measures, and the stages of the plan."""

    measures = long_field(label=_("Measures (整改措施)"))
    stages = forms.CharField(
        label=_("Stages, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Day and what is there by then: 2026-05-31 拨付一半."),
    )  # fmt: skip

    def fill(self) -> None:
        self.initial.setdefault("measures", self.record.measures)
        waiting = [each for each in self.record.stages.all() if each.kept_on is None]
        self.initial.setdefault("stages", "\n".join(f"{each.due:%Y-%m-%d} {each.words}" for each in waiting))

    def clean_stages(self) -> list[tuple[str, date]]:
        """Each line as words and day."""
        return [_stage(line) for line in self.cleaned_data["stages"].splitlines() if line.strip()]


def _stage(line: str) -> tuple[str, date]:
    said, _space, words = line.strip().partition(" ")
    try:
        day = date.fromisoformat(said)
    except ValueError as fault:
        raise forms.ValidationError(gettext("“%(line)s” does not begin with a day (2026-05-31).") % {"line": line.strip()}) from fault  # fmt: skip
    if not words.strip():
        raise forms.ValidationError(gettext("“%(line)s” does not say what is there by then.") % {"line": line.strip()})  # fmt: skip
    return words.strip(), day


class ProofForm(DayForm):
    """A proof."""

    kind = forms.ChoiceField(label=_("Kind of proof"), choices=[("", "—"), *FindingProof.Kind.choices])
    words = long_field(label=_("What it proves, and where it lies"))
    number = forms.CharField(label=_("Number of the paper"), max_length=120, required=False)
    field_order = ("kind", "words", "number", "on")


class MoneyForm(DayForm):
    """Money put right."""

    kind = forms.ChoiceField(label=_("What became of the money"), choices=[("", "—"), *FindingMoney.Kind.choices])  # fmt: skip
    amount = yuan_field(label=_("Amount, yuan"))
    voucher = forms.CharField(label=_("Number of the voucher"), max_length=120)
    field_order = ("kind", "amount", "voucher", "on")


class StageForm(DayForm):
    """A stage of the plan was there."""

    stage = forms.TypedChoiceField(label=_("Stage"), coerce=int)
    field_order = ("stage", "on")

    def fill(self) -> None:
        open_ = [each for each in self.record.stages.all() if each.kept_on is None]
        self.choose("stage", [(each.pk, f"{each.due:%Y-%m-%d} {each.words}"[:120]) for each in open_])


class ApplyForm(ActForm):
    """The closing is applied for."""

    words = long_field(label=_("How it was put right"))
    rules_made = forms.IntegerField(label=_("Rules made or mended (建章立制)"), min_value=0, max_value=32767, initial=0)  # fmt: skip


class VerifyForm(ActForm):
    """What the check found."""

    words = long_field(label=_("What the check found"))
    on_site = forms.BooleanField(label=_("Seen on site"), required=False)


class NoticeForm(DayForm):
    """The closing is announced."""

    where = forms.CharField(label=_("Where it is announced"), max_length=200)
    variant = forms.ChoiceField(
        label=_("How long"), required=False, choices=NOTICES,
    )  # fmt: skip
    field_order = ("where", "on", "variant")


class ObjectionForm(DayForm):
    """Somebody objected."""

    words = long_field(label=_("Who objects, and why"))
    field_order = ("words", "on")


class AnswerForm(ActForm):
    """An objection is answered."""

    objection = forms.TypedChoiceField(label=_("Objection"), coerce=int)
    words = long_field(label=_("Answer"))

    def fill(self) -> None:
        open_ = [each for each in self.record.objections.all() if each.answered_on is None]
        self.choose("objection", [(each.pk, f"{each.on:%Y-%m-%d} {each.words}"[:120]) for each in open_])


class TimeForm(WordsForm):
    """More time is asked for."""

    until = day_field(label=_("Until"))
    field_order = ("until", "reason")


class TransferForm(WordsForm):
    """It goes to another body."""

    to = forms.CharField(label=_("To which body"), max_length=120)
    field_order = ("to", "reason")


class AgainForm(WordsForm):
    """The same thing was found again."""

    on = day_field(label=_("Found again on"))
    due = day_field(label=_("To be put right by"))
    field_order = ("on", "reason", "due")
