"""The acts on a normative document: who sees which, what it asks for, and the service behind it. One row an act."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.documents import forms as f
from luoshi_web.console.registers.acts import Act, Said, asking, asks, excepted, excepting
from luoshi_web.console.registers.forms import DayForm, ExceptForm, WordsForm, exception_form
from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.facts import Finding, Result, Step
from luoshi_web.registers.documents.rules.gates import GATES
from luoshi_web.registers.documents.rules.states import DRAFTED, ISSUED, OVER, State
from luoshi_web.registers.documents.services import entering, issuing, living, preparing

_REVIEWED = frozenset({State.REVIEWING})
_BEFORE = DRAFTED | {State.REVIEWING, State.DELIBERATED}
_UNPUBLISHED = _BEFORE | {State.REGISTERED}
_PUBLISHED = ISSUED | OVER


def _keyed(service: Callable[..., Any], **names: str) -> Callable[..., Any]:
    """A service that is told which row: the form's field and the service's argument."""

    def do(said: Said, **known: Any) -> Any:
        return service(**known, **{names.get(name, name): value for name, value in said.items()})

    return do


def _numbered(service: Callable[..., Any]) -> Callable[..., Any]:
    return lambda said, **known: service(
        **known, version=said.pop("version"), numbered=issuing.Numbered(**said)
    )


def _publish(said: Said, **known: Any) -> Any:
    return issuing.publish(**known, version=said.pop("version"), published=issuing.Published(**said))


def _commented(document: NormativeDocument, actor: Actor) -> bool:
    return document.comment_from is not None


def _for_second(document: NormativeDocument, actor: Actor) -> bool:
    joint = document.maker in {NormativeDocument.Maker.GOVERNMENT, NormativeDocument.Maker.OFFICE}
    waiting = [each for each in document.steps.all() if each.confirmed_by_id is None]
    return any(
        each.result in {Result.EXCEPTED, Result.NOT_NEEDED}
        or (joint and each.kind == Step.COMPETITION and each.result == Result.PASSED)
        for each in waiting
    )


def _evaluated(document: NormativeDocument, actor: Actor) -> bool:
    return not any(each.done_on is None for each in document.evaluations.all())


def _to_conclude(document: NormativeDocument, actor: Actor) -> bool:
    return not _evaluated(document, actor)


def _goes_on(document: NormativeDocument, actor: Actor) -> bool:
    done = [each for each in document.evaluations.all() if each.done_on is not None]
    return _evaluated(document, actor) and bool(done) and done[-1].finding == Finding.KEEP


def _unanswered_filing(document: NormativeDocument, actor: Actor) -> bool:
    return any(not each.answer for each in document.filings.all())


def _to_correct(document: NormativeDocument, actor: Actor) -> bool:
    return any(each.answer == "correct" and each.corrected_on is None for each in document.filings.all())


def _asked(document: NormativeDocument, actor: Actor) -> bool:
    return any(each.answered_on is None for each in document.requests.all())


def _suspended(document: NormativeDocument, actor: Actor) -> bool:
    return any(each.until is None for each in document.suspensions.all())


ACTS: tuple[Act, ...] = (
    Act("comment", _("Open it to comments"), "documents.handle", DRAFTED, f.CommentForm, asks(preparing.open_comment)),
    Act("opinions", _("Count the opinions"), "documents.handle", _UNPUBLISHED, f.OpinionsForm, asks(preparing.count_opinions), _commented),
    Act("tell_back", _("Tell those who commented"), "documents.handle", _UNPUBLISHED, f.TellBackForm, asks(preparing.tell_back), _commented),
    Act("compete", _("Enter the review of fair competition"), "documents.handle", _UNPUBLISHED, f.CompeteForm, asks(preparing.compete)),
    Act("submit", _("Hand it in for review"), "documents.answer", DRAFTED, DayForm, asks(preparing.submit)),
    Act("review", _("Give the opinion on legality"), "documents.review", _REVIEWED, f.ReviewForm, asks(preparing.review)),
    Act("confirm_review", _("Confirm a review"), "documents.keep", _UNPUBLISHED, f.ConfirmReviewForm, _keyed(preparing.confirm_review, step="step_id"), _for_second),
    Act("deliberate", _("Enter what the meeting decided"), "documents.keep", _REVIEWED, f.DeliberateForm, asks(preparing.deliberate)),
    Act("register", _("Register and number it"), "documents.keep", frozenset({State.DELIBERATED}), f.NumberForm, _numbered(issuing.register)),
    Act("publish", _("Publish it"), "documents.keep", frozenset({State.REGISTERED}), f.PublishForm, _publish),
    Act("explain", _("Note that it was explained"), "documents.handle", ISSUED | {State.REGISTERED}, DayForm, asks(issuing.explain)),
    Act("file_up", _("File it"), "documents.keep", _PUBLISHED, f.FileUpForm, asks(living.file_up)),
    Act("filing_answered", _("Enter the answer to a filing"), "documents.keep", _PUBLISHED, f.FilingAnsweredForm, _keyed(living.filing_answered, filing="filing_id"), _unanswered_filing),
    Act("corrected", _("Note what was corrected"), "documents.keep", _PUBLISHED, f.CorrectedForm, _keyed(living.corrected, filing="filing_id"), _to_correct),
    Act("evaluate", _("Begin to evaluate it"), "documents.handle", frozenset({State.PUBLISHED}), DayForm, asks(living.evaluate)),
    Act("conclude", _("Conclude the evaluation"), "documents.answer", frozenset({State.EVALUATING}), f.ConcludeForm, asks(living.conclude), _to_conclude),
    Act("go_on", _("Let it go on under a new number"), "documents.keep", frozenset({State.EVALUATING}), f.NumberForm, _numbered(living.go_on), _goes_on),
    Act("receive", _("Note that somebody asks"), "documents.keep", _PUBLISHED, f.ReceiveForm, asks(living.receive_request)),
    Act("answer", _("Answer who asked"), "documents.keep", _PUBLISHED, f.AnswerForm, _keyed(living.answer_request, request="request_id"), _asked),
    Act("suspend", _("Suspend a clause"), "documents.keep", ISSUED, f.SuspendForm, asks(living.suspend_clause)),
    Act("apply_again", _("Apply a clause again"), "documents.keep", _PUBLISHED, f.ApplyAgainForm, _keyed(living.apply_again, suspension="suspension_id"), _suspended),
    Act("repeal", _("Repeal it or declare it lapsed"), "documents.keep", ISSUED, f.RepealForm, asks(issuing.repeal)),
    Act("ask_exception", _("Ask for an exception"), "documents.keep", _UNPUBLISHED, exception_form(GATES.values()), asking(DOCUMENTS)),
    Act("except", _("Approve an exception"), "documents.except", _UNPUBLISHED, ExceptForm, excepting(DOCUMENTS), excepted),
    Act("change", _("Change the draft"), "documents.handle", DRAFTED, f.ChangeForm, asks(entering.change)),
    Act("send_back", _("Send it back"), "documents.review", _REVIEWED, WordsForm, asks(preparing.send_back)),
    Act("leave_out", _("It is no normative document"), "documents.keep", _BEFORE, WordsForm, asks(entering.leave_out)),
    Act("withdraw", _("Give it up"), "documents.answer", _UNPUBLISHED, WordsForm, asks(entering.withdraw)),
)  # fmt: skip
