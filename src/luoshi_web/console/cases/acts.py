"""The acts on an application and on a court case: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.cases import court_forms as c
from luoshi_web.console.cases import forms as f
from luoshi_web.console.registers.acts import Act, Said, asks
from luoshi_web.console.registers.forms import ActForm, DayForm
from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.rules.court import STAGES, Stage
from luoshi_web.registers.cases.rules.court import TRIED as IN_COURT
from luoshi_web.registers.cases.rules.facts import Procedure
from luoshi_web.registers.cases.rules.states import CONCLUDED, STATES, TRIED, State
from luoshi_web.registers.cases.services import (
    accepting,
    advising,
    afterwards,
    concluding,
    court,
    entering,
    judging,
    standing,
    trying,
)
from luoshi_web.registers.cases.services.kinds import register_of
from luoshi_web.registers.matters.lapses import undo_lapse, undoable

_ANY = frozenset(State) | frozenset(Stage)
_LIVE = STATES.open | STAGES.open
_AFTER = frozenset({State.SERVED, State.PERFORMING})
_RECEIVED, _HANDLED = frozenset({State.RECEIVED}), frozenset({State.HANDLING})


def _party(said: Said, **known: Any) -> Any:
    return entering.add_party(**known, version=said.pop("version"), party=entering.Party(**said))


def _approve_step(said: Said, **known: Any) -> Any:
    return trying.approve_step(**known, version=said["version"], step_id=said["step"])


def _decide(said: Said, **known: Any) -> Any:
    return concluding.decide(**known, version=said.pop("version"), decision=concluding.Decision(**said))


def _answer_advice(said: Said, **known: Any) -> Any:
    return advising.answer_advice(**known, advice_id=said.pop("advice"), **said)


def _who_came(said: Said, **known: Any) -> Any:
    return court.enter_who_came(**known, version=said.pop("version"), who=court.WhoCame(**said))


def _undo(said: Said, **known: Any) -> Any:
    return undo_lapse(register_of(known["matter_id"]), **known, clock_id=said.pop("clock"), **said)


def _deemed(case: Reconsideration, actor: Actor) -> bool:
    return case.accepted_how == Reconsideration.How.DEEMED


def _uncopied(case: Reconsideration, actor: Actor) -> bool:
    return case.copy_sent_on is None


def _unanswered(case: Reconsideration, actor: Actor) -> bool:
    return case.copy_sent_on is not None and case.answered_on is None


def _spared(case: Reconsideration, actor: Actor) -> bool:
    return any(
        not each.needed and each.approved_by_id is None and each.entered_by_id != actor.person_id
        for each in case.steps.all()
    )


def _simplified(case: Reconsideration, actor: Actor) -> bool:
    return case.procedure == Procedure.SIMPLIFIED


def _extendable(case: Reconsideration, actor: Actor) -> bool:
    return case.procedure == Procedure.ORDINARY and not hasattr(case, "extension")


def _extension_asked(case: Reconsideration, actor: Actor) -> bool:
    extension = getattr(case, "extension", None)
    return extension is not None and extension.approved_by_id is None and extension.asked_by_id != actor.person_id  # fmt: skip


def _of_document(case: Reconsideration, actor: Actor) -> bool:
    return any(each.until is None and each.ground == 9 for each in case.suspensions.all())


def _unperformed(row: Reconsideration | Suit, actor: Actor) -> bool:
    return row.performed_on is None


def _advice_open(row: Reconsideration | Suit, actor: Actor) -> bool:
    return any(each.answered_on is None for each in row.matter.case_advice.all())


def _sittings(suit: Suit, actor: Actor) -> bool:
    return bool(suit.hearings.all())


def _undoable(row: Reconsideration | Suit, actor: Actor) -> bool:
    return undoable(row.matter).exists()


def _unserved(suit: Suit, actor: Actor) -> bool:
    return suit.served_on is None


def _appealable(suit: Suit, actor: Actor) -> bool:
    return bool(judging.appealable(suit))


ACTS: tuple[Act, ...] = (
    Act("accept", _("Accept it"), "cases.keep", _RECEIVED, f.AcceptForm, asks(accepting.accept)),
    Act("reject", _("Do not accept it"), "cases.keep", _RECEIVED, f.RejectForm, asks(accepting.reject)),
    Act("ask_correction", _("Ask for a correction"), "cases.keep", _RECEIVED, f.CorrectionForm, asks(accepting.ask_correction), lambda case, actor: case.correction_on is None),
    Act("corrected", _("The correction came"), "cases.keep", frozenset({State.CORRECTING, State.ABANDONED}), f.CorrectedForm, asks(accepting.corrected)),
    Act("withdraw", _("Withdrawn before acceptance"), "cases.keep", frozenset({State.RECEIVED, State.CORRECTING}), f.WithdrawForm, asks(accepting.withdraw)),
    Act("decided_in_time", _("It had been decided in time"), "cases.keep", frozenset({State.ACCEPTED}), f.InTimeForm, asks(accepting.decided_in_time), _deemed),
    Act("handler", _("Name who tries it"), "cases.keep", frozenset({State.ACCEPTED, State.HANDLING}), f.HandlerForm, asks(trying.name_handler)),
    Act("copy", _("The copy was sent"), "cases.keep", TRIED, f.CopyForm, asks(trying.send_copy), _uncopied),
    Act("answer", _("Answer with evidence"), "cases.answer", TRIED, f.AnswerForm, asks(trying.answer), _unanswered),
    Act("plan_hearing", _("Give notice of a hearing"), "cases.keep", _HANDLED, f.HearingForm, asks(trying.plan_hearing)),
    Act("step", _("Enter a step"), "cases.keep", _HANDLED, f.CaseStepForm, asks(trying.take_step)),
    Act("approve_step", _("Approve that a step is not needed"), "cases.approve", TRIED, f.ApproveStepForm, _approve_step, _spared),
    Act("make_ordinary", _("Go over to the ordinary procedure"), "cases.approve", frozenset({State.ACCEPTED, State.HANDLING}), f.OrdinaryForm, asks(trying.make_ordinary), _simplified),
    Act("suspend", _("Suspend it"), "cases.keep", _HANDLED, f.SuspendForm, asks(standing.suspend)),
    Act("resume", _("Try it again"), "cases.keep", frozenset({State.SUSPENDED}), f.ResumeForm, asks(standing.resume)),
    Act("review_document", _("Review of the document"), "cases.keep", frozenset({State.SUSPENDED}), f.DocumentForm, asks(standing.review_document), _of_document),
    Act("ask_extension", _("Ask for more days"), "cases.keep", _HANDLED, f.ExtendForm, asks(standing.ask_extension), _extendable),
    Act("extend", _("Approve more days"), "cases.approve", _HANDLED, ActForm, asks(standing.approve_extension), _extension_asked),
    Act("decide", _("Decide it"), "cases.keep", _HANDLED, f.DecideForm, _decide),
    Act("mediate", _("Mediated"), "cases.keep", _HANDLED, f.MediateForm, asks(concluding.mediate)),
    Act("dismiss", _("Dismiss the application"), "cases.keep", frozenset({State.ACCEPTED, State.HANDLING}), f.ConcludeForm, asks(concluding.dismiss)),
    Act("terminate", _("Terminate it"), "cases.keep", TRIED, f.TerminateForm, asks(concluding.terminate)),
    Act("serve", _("Enter when it was served"), "cases.keep", CONCLUDED, DayForm, asks(afterwards.serve)),
    Act("perform", _("Say that it was performed"), "cases.note", frozenset({State.PERFORMING}), f.DoneForm, asks(afterwards.perform), _unperformed),
    Act("order", _("Order it to be performed"), "cases.keep", frozenset({State.PERFORMING}), f.OrderForm, asks(afterwards.order), _unperformed),
    Act("publish", _("Published or not"), "cases.keep", _AFTER, f.PublishForm, asks(afterwards.publish)),
    Act("close", _("Close the case"), "cases.keep", _AFTER, DayForm, asks(afterwards.close)),
    Act("plead", _("Answer the court"), "cases.answer", frozenset({Stage.SUED}), f.AnswerForm, asks(court.plead)),
    Act("set_hearing", _("Enter a sitting"), "cases.note", IN_COURT, c.SittingForm, asks(court.set_hearing)),
    Act("who_came", _("Enter who came"), "cases.note", IN_COURT, c.WhoCameForm, _who_came, _sittings),
    Act("judge", _("Enter the judgment"), "cases.keep", IN_COURT, c.JudgeForm, asks(judging.judge)),
    Act("serve_judgment", _("The judgment was served"), "cases.keep", frozenset({Stage.JUDGED}), DayForm, asks(judging.serve_judgment), _unserved),
    Act("appeal", _("Appealed against"), "cases.keep", frozenset({Stage.JUDGED}), c.AppealForm, asks(judging.appeal), _appealable),
    Act("take_effect", _("In effect"), "cases.keep", frozenset({Stage.JUDGED, Stage.APPEALED}), c.EffectForm, asks(judging.take_effect)),
    Act("carry_out", _("Say that the judgment was performed"), "cases.note", frozenset({Stage.CARRIED_OUT}), f.DoneForm, asks(judging.carry_out), _unperformed),
    Act("close_suit", _("Close the court case"), "cases.keep", frozenset({Stage.APPEALED, Stage.EFFECTIVE, Stage.CARRIED_OUT}), DayForm, asks(judging.close_suit)),
    Act("advise", _("Enter a letter or advice"), "cases.keep", _LIVE, f.AdviseForm, asks(advising.advise)),
    Act("answer_advice", _("Answer a letter or advice"), "cases.note", _ANY, f.AnswerAdviceForm, _answer_advice, _advice_open),
    Act("add_party", _("Add a party"), "cases.keep", _LIVE, f.PartyForm, _party),
    Act("undo", _("It had come in time"), "cases.keep", _ANY, f.UndoForm, _undo, _undoable),
)  # fmt: skip
