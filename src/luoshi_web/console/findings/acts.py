"""The acts on a finding: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.findings import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import (
    ActForm,
    DayForm,
    ExceptForm,
    WordsForm,
    exception_form,
    undo_form,
)
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.gates import APPLY, CLOSE, VERIFY
from luoshi_web.registers.findings.rules.states import CHECKED, STATES, WORKED, State
from luoshi_web.registers.findings.services import checking, ending, entering, proving
from luoshi_web.registers.matters.lapses import undo_lapse, undoable

_ALL = frozenset(State)
_TIMED = frozenset({State.ASSIGNED, State.PLANNED}) | WORKED
_UNDONE = ("list", "plan", "report", "concentrated", "check")
"""Limits whose act has no day of its own: what had come in time, and is entered late, is said of the limit."""


def _keep_stage(said: Said, **known: Any) -> Any:
    return proving.keep_stage(**known, version=said["version"], stage_id=said["stage"], on=said["on"])


def _answer(said: Said, **known: Any) -> Any:
    return checking.answer_objection(**known, version=said["version"], objection_id=said["objection"], words=said["words"])  # fmt: skip


def _undo_lapse(said: Said, **known: Any) -> Any:
    return undo_lapse(FINDINGS, **known, clock_id=said.pop("clock"), **said)


def _asked_time(finding: Finding, actor: Actor) -> bool:
    return any(each.approved_by_id is None for each in finding.extensions.all())


def _may_ask_time(finding: Finding, actor: Actor) -> bool:
    return finding.due is not None and actor.on is not None and actor.on < finding.due and not _asked_time(finding, actor)  # fmt: skip


def _asked_cannot(finding: Finding, actor: Actor) -> bool:
    return finding.cannot_asked_by_id is not None and finding.cannot_approved_by_id is None


def _of_money(finding: Finding, actor: Actor) -> bool:
    return finding.amount is not None


def _staged(finding: Finding, actor: Actor) -> bool:
    return any(each.kept_on is None for each in finding.stages.all())


def _may_be_noticed(finding: Finding, actor: Actor) -> bool:
    return finding.public or finding.source not in {Finding.Source.INSPECTION, Finding.Source.LOCAL_INSPECTION}  # fmt: skip


def _objected(finding: Finding, actor: Actor) -> bool:
    return any(each.answered_on is None for each in finding.objections.all())


def _heard_once(finding: Finding, actor: Actor) -> bool:
    return finding.heard_on is not None and finding.heard_again_on is None


def _lapsed(finding: Finding, actor: Actor) -> bool:
    return undoable(finding.matter).filter(code__in=_UNDONE).exists()


ACTS: tuple[Act, ...] = (
    Act("assign", _("Assign it to a unit"), "findings.keep", frozenset({State.REGISTERED, State.ASSIGNED}), f.AssignForm, asks(entering.assign)),
    Act("plan", _("Hand in measures and stages"), "findings.answer", frozenset({State.ASSIGNED, State.PLANNED, State.REOPENED}), f.MeasuresForm, asks(entering.plan)),
    Act("accept", _("Accept the plan"), "findings.keep", frozenset({State.PLANNED}), ActForm, asks(entering.accept_plan)),
    Act("prove", _("Give a proof"), "findings.handle", WORKED, f.ProofForm, asks(proving.prove)),
    Act("money", _("Enter money put right"), "findings.handle", WORKED, f.MoneyForm, asks(proving.put_right), _of_money),
    Act("stage", _("A stage was kept"), "findings.keep", WORKED, f.StageForm, _keep_stage, _staged),
    Act("apply", _("Apply for the closing (申请销号)"), "findings.answer", WORKED, f.ApplyForm, asks(proving.apply)),
    Act("verify", _("Verify it (核查)"), "findings.keep", frozenset({State.APPLIED}), f.VerifyForm, asks(checking.verify)),
    Act("sign_off", _("Sign it off (审签)"), "findings.keep", frozenset({State.VERIFIED}), ActForm, asks(checking.sign_off)),
    Act("notice", _("Announce it (公示)"), "findings.keep", frozenset({State.SIGNED_OFF}), f.NoticeForm, asks(checking.announce), _may_be_noticed),
    Act("object", _("Enter an objection"), "findings.keep", frozenset({State.NOTICED}), f.ObjectionForm, asks(checking.object_to)),
    Act("answer", _("Answer an objection"), "findings.keep", _ALL, f.AnswerForm, _answer, _objected),
    Act("close", _("Close it (销号)"), "findings.keep", frozenset({State.SIGNED_OFF, State.NOTICED}), ActForm, asks(checking.close)),
    Act("refuse", _("Send it back to the unit"), "findings.keep", CHECKED, WordsForm, asks(checking.refuse)),
    Act("ask_time", _("Ask for more time"), "findings.answer", _TIMED, f.TimeForm, asks(entering.ask_more_time), _may_ask_time),
    Act("give_time", _("Give more time"), "findings.except", _TIMED, ActForm, asks(entering.give_more_time), _asked_time),
    Act("refuse_time", _("Do not give more time"), "findings.except", STATES.open, WordsForm, asks(entering.refuse_more_time), _asked_time),
    Act("last", _("It goes on by stages (持续整改)"), "findings.keep", frozenset({State.RECTIFYING}), ActForm, asks(proving.go_on)),
    Act("ask_exception", _("Ask for an exception"), "findings.keep", WORKED | CHECKED, exception_form([APPLY, VERIFY, CLOSE]), asking(FINDINGS)),
    Act("except", _("Approve an exception"), "findings.except", WORKED | CHECKED, ExceptForm, excepting(FINDINGS), excepted),
    Act("ask_cannot", _("Say that it cannot be put right"), "findings.keep", WORKED, WordsForm, asks(ending.ask_to_give_up)),
    Act("cannot", _("Approve that it cannot be put right"), "findings.except", WORKED, ActForm, asks(ending.give_up), _asked_cannot),
    Act("refuse_cannot", _("Have it put right all the same"), "findings.except", STATES.open, WordsForm, asks(ending.refuse_to_give_up), _asked_cannot),
    Act("heard", _("The congress heard what was put right"), "findings.keep", _ALL, DayForm, asks(ending.heard_again), _heard_once),
    Act("undo_lapse", _("It had come in time"), "findings.keep", STATES.open, undo_form(_UNDONE), _undo_lapse, _lapsed),
    Act("transfer", _("Transfer it to another body (移送)"), "findings.keep", STATES.open, f.TransferForm, asks(ending.transfer)),
    Act("reopen", _("The same thing was found again (反弹)"), "findings.keep", frozenset({State.CLOSED}), f.AgainForm, asks(ending.found_again)),
)  # fmt: skip
