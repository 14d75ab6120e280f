"""What the acts on public money ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import day_field
from luoshi_web.console.funds.amounts import amount_field, unit_field, yuan_of
from luoshi_web.console.funds.entering import choices, office_field
from luoshi_web.console.registers.forms import ActForm, DayForm, WordsForm, exception_form, long_field
from luoshi_web.registers.funds.amounts import Unit, written
from luoshi_web.registers.funds.models import BudgetPaper, Fund, FundEvaluation, FundTarget, Repayment
from luoshi_web.registers.funds.rules.gates import ALLOCATE, EVALUATE, EXPEND, RUN
from luoshi_web.registers.funds.rules.states import POSTED, State, Type
from luoshi_web.registers.funds.services import performing, posting
from luoshi_web.registers.funds.services.budgets import Told, owed, told_day
from luoshi_web.registers.funds.words import CLASSES, ITEMS, KINDS
from luoshi_web.registers.matters.models import Matter

Said = dict[str, Any]


def paper_field() -> forms.CharField:
    """The number of a paper or voucher."""
    return forms.CharField(label=_("Number of its paper or voucher"), max_length=120)


class AmountForm(DayForm):
    """An amount on a day by its paper."""

    amount = amount_field(label=_("Amount"))
    unit = unit_field()
    paper = paper_field()
    field_order: tuple[str, ...] = ("kind", "item", "to", "amount", "unit", "on", "paper")

    def clean(self) -> Said:
        """The amount in 元."""
        return yuan_of(self, super().clean() or self.cleaned_data, "amount")

    def posted(self, said: Said, kind: str) -> Said:
        """As a posting."""
        if self.errors:
            return said
        return {
            "version": said["version"],
            "posted": posting.Posted(kind, said["amount"], said["on"], said["paper"]),
        }


class PostForm(AmountForm):
    """A posting of the keeper on a line of the budget."""

    kind = forms.ChoiceField(
        label=_("What is posted"), help_text=_("An adjustment may be less than nothing: it then takes away.")
    )

    def fill(self) -> None:
        kinds = [(kind.value, str(KINDS[kind])) for kind in posting.BY_KEEPER]
        self.choose("kind", kinds)

    def clean(self) -> Said:
        """The posting."""
        said = super().clean()
        return self.posted(said, said.get("kind", ""))


class SpendForm(AmountForm):
    """What the unit spent."""

    def clean(self) -> Said:
        """The posting."""
        return self.posted(super().clean(), "spent")


class MoveForm(AmountForm):
    """Money goes from this line to another of the same year."""

    to = forms.TypedChoiceField(label=_("To which line"), coerce=int)

    def fill(self) -> None:
        others = Matter.objects.filter(
            register=Matter.Register.FUNDS, fund__type=Type.SPECIAL, year=self.matter.year, secrecy__lte=self.matter.secrecy, state__in=POSTED
        )  # fmt: skip
        self.choose(
            "to",
            [
                (each.pk, f"{each.number} {each.title}"[:120])
                for each in others.exclude(pk=self.matter.pk).order_by("number")
            ],
        )


class ReverseForm(WordsForm):
    """Which posting was wrong."""

    posting_id = forms.TypedChoiceField(label=_("Posting"), coerce=int)
    field_order = ("posting_id", "reason")

    def fill(self) -> None:
        known = [
            (
                each.pk,
                f"{each.on:%Y-%m-%d} {each.get_kind_display()} {each.get_item_display()} {written(each.amount, Unit.WAN)}万元 {each.paper}",
            )
            for each in reversible(self.record)
        ]
        self.choose("posting_id", known)


def reversible(fund: Fund) -> list[Any]:
    """What was posted, and neither reversed nor a reversal; of three expenses that run their budget stands."""
    rows = list(fund.postings.all())
    undone = {each.reverses_id for each in rows}
    running = fund.matter.state == State.RUNNING
    return [
        each for each in rows
        if each.reverses_id is None and each.pk not in undone and not (running and each.kind == "budget")
    ]  # fmt: skip


class ConfirmForm(ActForm):
    """Up to which day what is posted is right."""

    until = day_field(
        label=_("Confirmed up to"), help_text=_("From then on this period takes reversals only. What you posted yourself another person confirms."),
    )  # fmt: skip


class RecoverForm(DayForm):
    """What is left is taken back."""

    paper = paper_field()


class AimForm(ActForm):
    """A performance target."""

    of = forms.ChoiceField(label=_("Target of"), choices=choices(FundTarget.Of.choices))
    words = forms.CharField(label=_("Target"), max_length=200)
    value = forms.DecimalField(label=_("Value"), max_digits=16, decimal_places=4)
    measured_in = forms.CharField(label=_("Unit of the value"), max_length=20, required=False)
    at_least = forms.TypedChoiceField(
        label=_("Direction"), coerce=lambda said: said == "yes", choices=[("yes", _("no less than")), ("no", _("no more than"))],
    )  # fmt: skip
    weight = forms.DecimalField(label=_("Weight of 100"), max_digits=5, decimal_places=2)

    def clean(self) -> Said:
        """The target."""
        said: Said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        target = performing.Target(
            said["of"], said["words"], said["value"], said["weight"], said["measured_in"], said["at_least"]
        )
        return {"version": said["version"], "target": target}


class ReachForm(DayForm):
    """How much of a target was reached."""

    target_id = forms.TypedChoiceField(label=_("Target"), coerce=int)
    reached = forms.DecimalField(label=_("Reached"), max_digits=16, decimal_places=4)
    field_order = ("target_id", "reached", "on")

    def fill(self) -> None:
        open_ = [each for each in self.record.targets.all() if each.reached is None]
        self.choose(
            "target_id", [(each.pk, f"{each.words} {each.value.normalize():f}{each.unit}") for each in open_]
        )


class EvaluateForm(ActForm):
    """A score, a grade and words."""

    score = forms.DecimalField(label=_("Score of 100"), max_digits=5, decimal_places=2)
    grade = forms.ChoiceField(label=_("Grade"), choices=choices(FundEvaluation.Grade.choices))
    words = long_field(label=_("What the evaluation says"))

    def clean(self) -> Said:
        """The evaluation."""
        said: Said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        evaluated = performing.Evaluated(said["score"], said["grade"], said["words"])
        return {"version": said["version"], "evaluated": evaluated}


class UseForm(ActForm):
    """What follows from the evaluation."""

    reason = long_field(label=_("What follows for the next budget"))


class HandOverForm(WordsForm):
    """To which unit it goes."""

    office = office_field(label=_("Unit"))
    field_order = ("office", "reason")


class ExpendForm(AmountForm):
    """One of the three expenses. 0 is said, too."""

    kind = forms.ChoiceField(label=_("What is posted"))
    item = forms.ChoiceField(label=_("Expense"), choices=choices(ITEMS))

    def fill(self) -> None:
        state = State(self.matter.state)
        self.choose("kind", [(kind.value, str(KINDS[kind])) for kind in posting.OF_THREE.get(state, ())])


class ScheduleForm(ActForm):
    """A day of a bond's calendar."""

    part = forms.ChoiceField(label=_("Principal or interest"), choices=choices(Repayment.Part.choices))
    due_on = day_field(label=_("Falls due on"))
    amount = amount_field(label=_("Amount"))
    unit = unit_field()

    def fill(self) -> None:
        self.initial["due_on"] = self.record.bond.due_on

    def clean(self) -> Said:
        """The amount in 元."""
        return yuan_of(self, super().clean() or self.cleaned_data, "amount")


def _days(fund: Fund) -> list[tuple[int, str]]:
    return [
        (each.pk, f"{each.due_on:%Y-%m-%d} {each.get_part_display()} {written(each.amount, Unit.WAN)}万元")
        for each in fund.bond.repayments.all()
        if each.paid_on is None
    ]


class UnscheduleForm(ActForm):
    """Which day is taken out."""

    repayment_id = forms.TypedChoiceField(label=_("Day of the calendar"), coerce=int)

    def fill(self) -> None:
        self.choose("repayment_id", _days(self.record))


class RepayForm(DayForm):
    """Which day was paid."""

    repayment_id = forms.TypedChoiceField(label=_("Day of the calendar"), coerce=int)
    paper = paper_field()
    field_order = ("repayment_id", "on", "paper")

    def fill(self) -> None:
        self.choose("repayment_id", _days(self.record))


class ApproveForm(DayForm):
    """In which budget or adjustment it stands."""

    adopted_in = forms.TypedChoiceField(
        label=_("Budget or adjustment in which it stands"), coerce=int, required=False, empty_value=None,
        help_text=_("New debt is approved in a budget or adjustment alone (Budget Law, articles 35 and 67)."),
    )  # fmt: skip
    field_order = ("adopted_in", "on")

    def fill(self) -> None:
        papers = BudgetPaper.objects.filter(
            level=BudgetPaper.Level.GOVERNMENT,
            adopted_on__isnull=False,
            fund__matter__secrecy__lte=self.matter.secrecy,
        )
        known = (
            papers.exclude(paper=BudgetPaper.Paper.FINAL)
            .select_related("fund__matter")
            .order_by("-adopted_on")
        )
        self.choose(
            "adopted_in",
            [(each.pk, f"{each.adopted_on:%Y-%m-%d} {each.fund.matter.title}"[:120]) for each in known],
        )


class AdoptForm(DayForm):
    """By which paper it was approved."""

    number = forms.CharField(label=_("Number of the resolution or reply"), max_length=120)
    field_order = ("number", "on")


class TellForm(DayForm):
    """To whom it was told or passed down."""

    to = forms.ChoiceField(label=_("What was told or passed down"))
    field_order = ("to", "on")

    def fill(self) -> None:
        self.choose("to", [(told.value, str(TOLD[told])) for told in to_tell(self.record)])


TOLD = {
    Told.UNITS: _("told to its units (批复)"),
    Told.GENERAL: _("general transfers passed down (一般性转移支付)"),
    Told.SPECIAL: _("special transfers passed down (专项转移支付)"),
}


def to_tell(fund: Fund) -> list[Told]:
    """What an approved budget still owes to its units and to governments below."""
    paper = fund.budget_paper
    open_ = {day for _code, _variant, day in owed(paper) if getattr(paper, day) is None}
    return [told for told in Told if told_day(told) in open_]


class PublishForm(DayForm):
    """Where it was published."""

    where = forms.CharField(label=_("Where it was published"), max_length=200)
    field_order = ("where", "on")


_ASKED = exception_form([ALLOCATE, EVALUATE, RUN, EXPEND])
_OF = {Type.SPECIAL: (ALLOCATE.act, EVALUATE.act), Type.THREE: (RUN.act, EXPEND.act)}


class AskExceptionForm(_ASKED):  # type: ignore[valid-type, misc]
    """An exception from what a fund or three expenses need."""

    def fill(self) -> None:
        super().fill()
        gates = {str(act) for act in _OF.get(Type(self.record.type), ())}
        field = self.fields["condition"]
        field.choices = [
            choice for choice in field.choices if not choice[0] or choice[0].partition(".")[0] in gates
        ]


class LimitForm(forms.Form):
    """The limit of a class of debt for a year."""

    debt_class = forms.ChoiceField(label=_("Class of debt"), choices=choices(CLASSES))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    begin = amount_field(label=_("Balance at the beginning of the year"))
    limit = amount_field(label=_("Limit of debt"))
    unit = unit_field(Unit.YI)
    paper = forms.CharField(label=_("Number of the paper that approved it"), max_length=120)

    def clean(self) -> Said:
        """The amounts in 元."""
        return yuan_of(self, super().clean() or self.cleaned_data, "begin", "limit")
