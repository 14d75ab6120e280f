"""The acts on a major decision: who sees which, what it asks for, and the service behind it. One row an act."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.decisions import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import DayForm, ExceptForm, WordsForm, exception_form
from luoshi_web.console.registers.meetings import DiscussForm, discussed
from luoshi_web.registers.decisions.models import Decision, LegalityReview
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.gates import TABLE
from luoshi_web.registers.decisions.rules.states import BEFORE_REVIEW, STATES, State
from luoshi_web.registers.decisions.services import afterwards, catalogue, deciding, legality, steps

_AFTER = frozenset({State.DECIDED, State.REPORTED})
_FORCE = frozenset({State.EXECUTING, State.HALTED, State.EVALUATED})
_SINCE = _AFTER | _FORCE | {State.PUBLISHED}


def _agree(said: Said, **known: Any) -> Any:
    return steps.agree_left_out(**known, version=said["version"], determination_id=said["step"])


def _give(said: Said, **known: Any) -> Any:
    return legality.give_opinion(**known, version=said.pop("version"), given=legality.Given(**said))


def _decide(said: Said, **known: Any) -> Any:
    return deciding.decide(**known, discussed=discussed(said), version=said["version"])


def _unagreed(decision: Decision, actor: Actor) -> bool:
    return any(each.approved_by_id is None for each in decision.matter.determinations.all())


def _unanswered(decision: Decision, actor: Actor) -> bool:
    return any(each.answered_on is None for each in decision.matter.consultations.all())


def _waiting(decision: Decision) -> LegalityReview | None:
    held = [
        each
        for each in decision.matter.reviews.all()
        if decision.draft_on and each.asked_on >= decision.draft_on
    ]
    return held[-1] if held and held[-1].given_on is None else None


def _complete(decision: Decision, actor: Actor) -> bool:
    review = _waiting(decision)
    return review is not None and review.complete_on is not None


def _incomplete(decision: Decision, actor: Actor) -> bool:
    review = _waiting(decision)
    return review is not None and review.complete_on is None


ACTS: tuple[Act, ...] = (
    Act("start", _("Enter that it is begun"), "decisions.keep", frozenset({State.PROPOSED}), f.StartForm, asks(catalogue.start)),
    Act("draft", _("Enter the draft"), "decisions.handle", BEFORE_REVIEW, f.DraftForm, asks(steps.draft)),
    Act("comment", _("Open it to public comment"), "decisions.handle", BEFORE_REVIEW, f.CommentForm, asks(steps.open_comment)),
    Act("answer_comment", _("Say what became of the public's opinions"), "decisions.handle", BEFORE_REVIEW, f.AnswerCommentForm, asks(steps.answer_comment), _unanswered),
    Act("hearing", _("Enter a hearing"), "decisions.handle", BEFORE_REVIEW, f.HearingForm, asks(steps.hear), lambda one, actor: one.hearing_planned),
    Act("expert", _("Enter an expert's opinion"), "decisions.handle", BEFORE_REVIEW, f.ExpertForm, asks(steps.hear_expert)),
    Act("answer_experts", _("Say what became of the experts' opinions"), "decisions.handle", BEFORE_REVIEW, f.AnswerForm, asks(steps.answer_experts), lambda one, actor: bool(one.matter.experts.all())),
    Act("risk", _("Enter a risk assessment"), "decisions.handle", BEFORE_REVIEW, f.RiskForm, asks(steps.assess_risk)),
    Act("competition", _("Enter a review of fair competition"), "decisions.handle", BEFORE_REVIEW, f.FairForm, asks(steps.review_fairness), lambda one, actor: one.market),
    Act("leave_out", _("Say that a step does not apply"), "decisions.handle", BEFORE_REVIEW | _AFTER, f.LeaveOutForm, asks(steps.leave_out)),
    Act("agree_left_out", _("Agree that a step does not apply"), "decisions.review", STATES.open, f.AgreeForm, _agree, _unagreed),
    Act("tell_risk", _("Say the legal risk of the pilot"), "decisions.answer", BEFORE_REVIEW, f.RiskToldForm, asks(steps.tell_risk), lambda one, actor: one.pilot),
    Act("ask_review", _("Ask for the legality review"), "decisions.answer", frozenset({State.DRAFTING}), f.ReviewForm, asks(legality.ask_review), lambda one, actor: _waiting(one) is None),
    Act("return_papers", _("Send the papers back"), "decisions.review", frozenset({State.DRAFTING}), f.ReturnForm, asks(legality.return_papers), _complete),
    Act("complete_papers", _("Complete the papers"), "decisions.handle", frozenset({State.DRAFTING}), DayForm, asks(legality.complete_papers), _incomplete),
    Act("give_opinion", _("Give the opinion on legality"), "decisions.review", frozenset({State.DRAFTING}), f.OpinionForm, _give, _complete),
    Act("table", _("Put it before the government"), "decisions.answer", frozenset({State.REVIEWED}), DayForm, asks(deciding.table)),
    Act("ask_exception", _("Ask for an exception"), "decisions.keep", frozenset({State.REVIEWED}), exception_form([TABLE]), asking(DECISIONS)),
    Act("except", _("Approve an exception"), "decisions.except", frozenset({State.REVIEWED}), ExceptForm, excepting(DECISIONS), excepted),
    Act("decide", _("Enter what the meeting did"), "decisions.keep", frozenset({State.TABLED}), DiscussForm, _decide),
    Act("report", _("Enter the report to the party committee"), "decisions.keep", frozenset({State.DECIDED}), f.ReportForm, asks(deciding.report)),
    Act("publish", _("Enter that it is published"), "decisions.keep", frozenset({State.REPORTED}), f.PublishForm, asks(deciding.publish)),
    Act("execute", _("Give it to a unit to carry out"), "decisions.keep", frozenset({State.REPORTED, State.PUBLISHED}), f.ExecuteForm, asks(deciding.execute)),
    Act("halt", _("Halt it"), "decisions.halt", frozenset({State.EXECUTING, State.EVALUATED}), f.HaltForm, asks(afterwards.halt)),
    Act("resume", _("Let it go on"), "decisions.halt", frozenset({State.HALTED}), WordsForm, asks(afterwards.resume)),
    Act("evaluate", _("Enter an evaluation"), "decisions.keep", frozenset({State.EXECUTING, State.HALTED}), f.EvaluateForm, asks(afterwards.evaluate)),
    Act("go_on", _("Go on as decided"), "decisions.keep", frozenset({State.EVALUATED}), WordsForm, asks(afterwards.go_on)),
    Act("change", _("Change or stop it after a new round"), "decisions.keep", _FORCE, f.ChangeForm, asks(afterwards.change)),
    Act("archive", _("File its papers"), "decisions.keep", _SINCE, f.ArchiveForm, asks(afterwards.archive), lambda one, actor: one.archived_on is None),
    Act("end", _("End the decision"), "decisions.keep", frozenset({State.EXECUTING, State.EVALUATED}), WordsForm, asks(afterwards.end)),
    Act("drop", _("Take it out of the catalogue"), "decisions.keep", frozenset({State.PROPOSED, State.STARTED, State.DRAFTING}), WordsForm, asks(catalogue.drop)),
)  # fmt: skip
