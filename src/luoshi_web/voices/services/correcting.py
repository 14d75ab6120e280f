"""Corrections and takedowns: from the report to the outcome, by one person, or by two where something is hidden first."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi_web.voices import clock, reasons
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import SERIOUS, Comment, Correction, Hiding
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import MODERATE, PUBLIC, TAKEDOWNS, Actor
from luoshi_web.voices.services.erasing import repeats, take_from_readers
from luoshi_web.voices.services.hiding import hide, show_again
from luoshi_web.voices.services.keys import new_key
from luoshi_web.voices.services.record import next_number, record
from luoshi_web.voices.subjects import COMMENT, Subject

State, Outcome, Doing = Correction.State, Correction.Outcome, Correction.Act
_FITTING: dict[str, frozenset[str]] = {
    Outcome.UPHELD: frozenset({Doing.CORRECTED, Doing.MASKED, Doing.TAKEN_DOWN}),
    Outcome.PARTLY: frozenset({Doing.CORRECTED, Doing.MASKED, Doing.RESTORED}),
    Outcome.NOT_UPHELD: frozenset({Doing.NONE, Doing.RESTORED}),
    Outcome.FORWARDED: frozenset({Doing.NONE, Doing.RESTORED}),
}


@transaction.atomic
def report(
    *, subject: Subject, kind: str, text: str, claimed: str = "", contact: str = "", comment: Comment | None = None, at: datetime
) -> tuple[Correction, str]:  # fmt: skip
    """Take a report. Returns it with the key of its private link, which is not kept."""
    if kind not in Correction.Kind.values:
        raise Refusal("reason_needed")
    if not text.strip():
        raise Refusal("words_needed")
    key, digest = new_key()
    about = (COMMENT, comment.number) if comment is not None else (subject.kind, subject.key)
    correction = Correction(
        number=next_number("correction", at=at), kind=kind, subject_kind=about[0], subject_key=about[1], place=subject.place,
        quote="" if comment is not None else subject.quote, comment=comment, text=text.strip(), claimed=claimed.strip(),
        received_at=at, due=clock.due(at, conf().correction_days), contact=contact.strip(), key_digest=digest,
    )  # fmt: skip
    correction.save()
    record(PUBLIC, "correction.receive", correction, at=at, kind=kind)
    return correction, key


def _locked(correction: Correction, states: set[str]) -> Correction:
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state not in states:
        raise Refusal("changed_meanwhile")
    return correction


@transaction.atomic
def hide_first(*, correction: Correction, actor: Actor, at: datetime) -> Correction:
    """One person hides at once what may be personal, infringing or secret; two decide afterwards."""
    actor.needs(MODERATE)
    correction = _locked(correction, {State.RECEIVED, State.CHECKING})
    if not correction.serious or correction.hidden_at is not None:
        raise Refusal("changed_meanwhile")
    correction.state, correction.hidden_at, correction.hidden_by = State.CHECKING, at, actor.id
    correction.save()
    hide(correction, state=Hiding.State.PENDING, at=at)
    record(actor, "correction.hide", correction, at=at)
    return correction


@transaction.atomic
def begin(*, correction: Correction, actor: Actor, at: datetime) -> Correction:
    """Somebody looks into it."""
    actor.needs(MODERATE)
    correction = _locked(correction, {State.RECEIVED})
    correction.state = State.CHECKING
    correction.save(update_fields=["state"])
    record(actor, "correction.check", correction, at=at)
    return correction


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides or proposes. ``sentence`` stands in the public log; ``old`` and ``new`` beside each other on its page."""

    outcome: str
    act: str = ""
    sentence: str = ""
    old: str = ""
    new: str = ""
    forwarded_to: str = ""


@transaction.atomic
def decide(*, correction: Correction, decision: Decision, actor: Actor, at: datetime) -> Correction:
    """Decide on an error; on personal data, infringement and secrets: propose, for another person to confirm."""
    actor.needs(TAKEDOWNS if correction.kind in SERIOUS else MODERATE)
    correction = _locked(correction, {State.RECEIVED, State.CHECKING})
    if actor.id in correction.first_deciders:
        raise Refusal("another_person")
    _check(correction, decision)
    correction.outcome, correction.act, correction.sentence = (
        decision.outcome,
        decision.act,
        decision.sentence.strip(),
    )
    if (
        not correction.serious
    ):  # beside each other on a public page: never what somebody asked to be taken away
        correction.old, correction.new = decision.old.strip(), decision.new.strip()
    correction.forwarded_to, correction.decided_by = decision.forwarded_to.strip(), actor.id
    if correction.serious:
        correction.state = State.PROPOSED
        correction.save()
        record(actor, "correction.propose", correction, at=at, outcome=correction.outcome, act=correction.act)
        return correction
    return _settle(correction, actor, at=at)


def _check(correction: Correction, decision: Decision) -> None:
    if decision.outcome not in _FITTING or decision.act not in _FITTING[decision.outcome]:
        raise Refusal("act_unknown")
    if correction.serious and correction.hidden_at is None:
        raise Refusal("hide_first")
    of_hidden = {Doing.RESTORED, Doing.TAKEN_DOWN, Doing.MASKED}  # acts on what was hidden first
    if decision.act in of_hidden and not correction.serious:
        raise Refusal("act_unknown")
    if correction.serious and decision.act == Doing.NONE:
        raise Refusal("act_unknown")
    if not decision.sentence.strip():
        raise Refusal("sentence_needed")
    if decision.act == Doing.CORRECTED and not (decision.old.strip() and decision.new.strip()):
        raise Refusal("old_and_new_needed")
    if decision.outcome == Outcome.FORWARDED and not decision.forwarded_to.strip():
        raise Refusal("unit_needed")
    if correction.serious and decision.act in {Doing.TAKEN_DOWN, Doing.MASKED}:
        removed = [
            correction.quote,
            correction.text,
            correction.claimed,
            correction.comment.text if correction.comment else "",
        ]
        if any(repeats(decision.sentence, words) for words in removed):
            raise Refusal("sentence_repeats")


@transaction.atomic
def confirm(*, correction: Correction, actor: Actor, at: datetime) -> Correction:
    """The second person agrees: now it is done."""
    actor.needs(TAKEDOWNS)
    correction = _locked(correction, {State.PROPOSED})
    if actor.id == correction.decided_by or actor.id in correction.first_deciders:
        raise Refusal("another_person")
    correction.confirmed_by = actor.id
    return _settle(correction, actor, at=at)


@transaction.atomic
def disagree(*, correction: Correction, actor: Actor, at: datetime) -> Correction:
    """The second person does not agree: it is looked into again, and stays hidden until then."""
    actor.needs(TAKEDOWNS)
    correction = _locked(correction, {State.PROPOSED})
    if actor.id == correction.decided_by:
        raise Refusal("another_person")
    correction.state, correction.decided_by = State.CHECKING, None
    correction.outcome = correction.act = correction.sentence = correction.old = correction.new = ""
    correction.save()
    record(actor, "correction.disagree", correction, at=at)
    return correction


def _settle(correction: Correction, actor: Actor, *, at: datetime) -> Correction:
    again = bool(correction.first_deciders)
    correction.state = State.REVIEWED if again else State.DECIDED
    correction.decided_at = at
    if correction.act == Doing.TAKEN_DOWN:
        hide(correction, state=Hiding.State.GONE, at=at)
        if correction.comment_id is not None:
            _remove_comment(correction.comment_id, actor, at=at)
    elif correction.act:
        show_again(correction)
    if correction.serious:  # what was reported repeats what is to be gone
        correction.text = correction.claimed = correction.quote = correction.review_text = ""
        correction.old = correction.new = ""
    correction.save()
    record(actor, "correction.decide", correction, at=at, outcome=correction.outcome, act=correction.act)
    return correction


def _remove_comment(pk: int, actor: Actor, *, at: datetime) -> None:
    comment = Comment.objects.select_for_update().get(pk=pk)
    take_from_readers(comment, erase=True, at=at)
    comment.state, comment.reason, comment.note = Comment.State.REMOVED, reasons.TAKEDOWN, ""
    comment.decided_at, comment.decided_by = at, actor.id
    comment.save()
    record(actor, "comment.remove", comment, at=at, reason=reasons.TAKEDOWN)


@transaction.atomic
def withdraw(*, correction: Correction, at: datetime) -> Correction:
    """Whoever reported an error takes it back. What was hidden is decided on all the same."""
    correction = _locked(correction, {State.RECEIVED, State.CHECKING})
    if correction.hidden_at is not None:
        raise Refusal("changed_meanwhile")
    correction.state, correction.decided_at, correction.text, correction.claimed = (
        State.WITHDRAWN,
        at,
        "",
        "",
    )
    correction.save()
    record(PUBLIC, "correction.withdraw", correction, at=at)
    return correction


@transaction.atomic
def ask_review(*, correction: Correction, text: str, at: datetime) -> Correction:
    """Once more by other people: the first outcome stays on the page until then."""
    correction = _locked(correction, {State.DECIDED})
    if not text.strip():
        raise Refusal("words_needed")
    if clock.due(correction.decided_at or at, conf().appeal_days) < clock.day_of(at):
        raise Refusal("appeal_over")
    correction.first_deciders = [
        one for one in (correction.decided_by, correction.confirmed_by) if one is not None
    ]
    correction.first_outcome, correction.first_decided_at = correction.outcome, correction.decided_at
    correction.review_text, correction.review_asked_at = text.strip(), at
    correction.decided_by = correction.confirmed_by = None
    correction.state, correction.due = State.CHECKING, clock.due(at, conf().correction_days)
    correction.save()
    record(PUBLIC, "correction.ask_review", correction, at=at)
    return correction
