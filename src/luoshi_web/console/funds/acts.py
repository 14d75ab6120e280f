"""The acts on public money: who sees which, what it asks for, and the service behind it. One row an act."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.funds import forms as f
from luoshi_web.console.registers.acts import Act, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import ActForm, DayForm, ExceptForm, WordsForm
from luoshi_web.registers.funds.models import Fund
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rows import sums_of
from luoshi_web.registers.funds.rules.states import BEGUN, POSTED, STATES, State, Type
from luoshi_web.registers.funds.services import borrowing, budgets, entering, expenses, performing, posting

_POSTED = frozenset(POSTED)
_ALLOCATED = _POSTED - {State.BUDGETED}
_PLANNED = frozenset({State.PLANNED, State.APPROVED})
_OWED = frozenset({State.ISSUED, State.REPAYING})
_THREE = frozenset({State.SET, State.RUNNING})
_ALL = frozenset(State) - {State.DROPPED}


def _reversible(fund: Fund, actor: Actor) -> bool:
    return bool(f.reversible(fund))


def _unconfirmed(fund: Fund, actor: Actor) -> bool:
    """Something that another person posted is not confirmed."""
    return any(
        fund.confirmed_until is None or each.on > fund.confirmed_until
        for each in fund.postings.all()
        if each.entered_by_id != actor.person_id
    )


def _left(fund: Fund, actor: Actor) -> bool:
    return sums_of(fund).left > Decimal(0)


def _aimed(fund: Fund, actor: Actor) -> bool:
    return any(each.reached is None for each in fund.targets.all())


def _scheduled(fund: Fund, actor: Actor) -> bool:
    return any(each.paid_on is None for each in fund.bond.repayments.all())


def _unsent(fund: Fund, actor: Actor) -> bool:
    return fund.budget_paper.draft_sent_on is None


def _untold(fund: Fund, actor: Actor) -> bool:
    return bool(f.to_tell(fund))


def _unpublished(fund: Fund, actor: Actor) -> bool:
    return fund.budget_paper.published_on is None and not fund.matter.secrecy


def _excepted_from(fund: Fund, actor: Actor) -> bool:
    return fund.type in {Type.SPECIAL, Type.THREE}


ACTS: tuple[Act, ...] = (
    Act("post", _("Post to this line"), "funds.keep", _POSTED, f.PostForm, asks(posting.post)),
    Act("spend", _("Enter what was spent"), "funds.handle", frozenset({State.PAID, State.SPENT}), f.SpendForm, asks(posting.spend)),
    Act("expend", _("Enter one of the three expenses"), "funds.handle", _THREE, f.ExpendForm, asks(posting.expend)),
    Act("run", _("Let the budget take effect"), "funds.keep", frozenset({State.SET}), ActForm, asks(expenses.run)),
    Act("close", _("Close the year (决算)"), "funds.keep", frozenset({State.RUNNING}), ActForm, asks(expenses.close)),
    Act("aim", _("Name a performance target"), "funds.handle", _POSTED, f.AimForm, asks(performing.aim)),
    Act("reach", _("Enter what was reached of a target"), "funds.handle", _ALLOCATED, f.ReachForm, asks(performing.reach), _aimed),
    Act("evaluate_self", _("Evaluate it yourselves (自评)"), "funds.answer", _ALLOCATED, f.EvaluateForm, asks(performing.evaluate_self)),
    Act("evaluate", _("Evaluate it (评价)"), "funds.keep", _ALLOCATED, f.EvaluateForm, asks(performing.evaluate)),
    Act("use", _("Say what follows from the evaluation"), "funds.keep", frozenset({State.EVALUATED}), f.UseForm, asks(performing.use)),
    Act("settle", _("Settle it"), "funds.keep", frozenset({State.EVALUATED}), ActForm, asks(performing.settle)),
    Act("recover", _("Take back what is left (收回)"), "funds.keep", _ALLOCATED | {State.EVALUATED}, f.RecoverForm, asks(posting.recover), _left),
    Act("move_line", _("Move money to another line (调剂)"), "funds.keep", _POSTED, f.MoveForm, asks(posting.move_line)),
    Act("schedule", _("Enter a day of the calendar"), "funds.keep", _PLANNED | _OWED, f.ScheduleForm, asks(borrowing.schedule)),
    Act("unschedule", _("Take a day out of the calendar"), "funds.keep", _PLANNED, f.UnscheduleForm, asks(borrowing.unschedule), _scheduled),
    Act("approve", _("Enter the approval"), "funds.keep", frozenset({State.PLANNED}), f.ApproveForm, asks(borrowing.approve)),
    Act("issue", _("Enter the issue"), "funds.keep", frozenset({State.APPROVED}), DayForm, asks(borrowing.issue)),
    Act("repay", _("Enter a repayment"), "funds.keep", _OWED, f.RepayForm, asks(borrowing.repay), _scheduled),
    Act("send_draft", _("The draft was sent"), "funds.keep", frozenset({State.DRAFTED}), DayForm, asks(budgets.send_draft), _unsent),
    Act("adopt", _("It was approved"), "funds.keep", frozenset({State.DRAFTED}), f.AdoptForm, asks(budgets.adopt)),
    Act("tell", _("It was told or passed down"), "funds.tell", frozenset({State.ADOPTED}), f.TellForm, asks(budgets.tell), _untold),
    Act("publish", _("It was published"), "funds.tell", frozenset({State.ADOPTED}), f.PublishForm, asks(budgets.publish), _unpublished),
    Act("confirm", _("Confirm what is posted"), "funds.confirm", _ALL, f.ConfirmForm, asks(posting.confirm), _unconfirmed),
    Act("reverse", _("Reverse a posting (冲销)"), "funds.keep", _POSTED | _THREE, f.ReverseForm, asks(posting.reverse), _reversible),
    Act("ask_exception", _("Ask for an exception"), "funds.keep", _POSTED | _THREE, f.AskExceptionForm, asking(FUNDS), _excepted_from),
    Act("except", _("Approve an exception"), "funds.except", STATES.open, ExceptForm, excepting(FUNDS), excepted),
    Act("hand_over", _("Hand it over to another unit"), "funds.keep", STATES.open, f.HandOverForm, asks(entering.hand_over)),
    Act("drop", _("Drop it (撤销)"), "funds.keep", BEGUN | {State.APPROVED}, WordsForm, asks(entering.drop)),
)  # fmt: skip
