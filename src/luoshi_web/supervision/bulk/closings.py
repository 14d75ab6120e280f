"""Acts on many claims and proposed ends: verified, signed off, sent back; let end, not let end."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.of_items import act_of, items_held
from luoshi_web.supervision.models import Completion, Ending, Verdict
from luoshi_web.supervision.services.closing import close_done, decide_ending, refuse_signing_off
from luoshi_web.supervision.services.verdict import give_verdict
from luoshi_web.supervision.states import State

_SUPERVISES, _LEADS = frozenset({"supervision"}), frozenset({"leader"})


def _item_of(claim: int) -> int:
    return Completion.objects.values_list("item_id", flat=True).get(pk=claim)


def _fit(*, actor: Actor, key: int, version: int, words: str, at: datetime) -> None:
    give_verdict(
        actor=actor, item_id=_item_of(key), version=version, finding=Verdict.Finding.FIT, words=words, at=at
    )


def _unfit(*, actor: Actor, key: int, version: int, words: str, at: datetime) -> None:
    give_verdict(
        actor=actor, item_id=_item_of(key), version=version, finding=Verdict.Finding.UNFIT, words=words, at=at
    )  # fmt: skip


def _sign_off(*, actor: Actor, key: int, version: int, public_reason: str, at: datetime) -> None:
    close_done(actor=actor, item_id=_item_of(key), version=version, public_reason=public_reason, at=at)


def _send_back(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    refuse_signing_off(actor=actor, item_id=_item_of(key), version=version, answer=answer, at=at)


def _let_end(*, actor: Actor, key: int, version: int, answer: str = "", at: datetime) -> None:
    decide_ending(actor=actor, ending_id=key, version=version, approve=True, answer=answer, at=at)


def _not_let_end(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    decide_ending(actor=actor, ending_id=key, version=version, approve=False, answer=answer, at=at)


def _verdict_on(claim: Completion) -> Verdict | None:
    found: Verdict | None = getattr(claim, "verdict", None)
    return found


def _no_standing_claim(claim: Completion) -> Refusal | None:
    """Of an item that is reported as done the last claim stands: what was said before it was withdrawn or judged."""
    stands = claim.item.state == State.REPORTED and claim.withdrawn_at is None
    return None if stands else Refusal("no_claim")


def _judged(claim: Completion) -> Refusal | None:
    return _no_standing_claim(claim) or (Refusal("verdict_stands") if _verdict_on(claim) else None)


def _not_found_fit(claim: Completion) -> Refusal | None:
    verdict = _verdict_on(claim)
    fit = verdict is not None and verdict.finding == Verdict.Finding.FIT
    return _no_standing_claim(claim) or (None if fit else Refusal("verdict_missing"))


def _claimed_it(actor: Actor, claim: Completion) -> Refusal | None:
    return Refusal("not_the_claimant") if claim.by_id == actor.person_id else None


def _claimed_or_verified(actor: Actor, claim: Completion) -> Refusal | None:
    verdict = _verdict_on(claim)
    verified = verdict is not None and verdict.by_id == actor.person_id
    return _claimed_it(actor, claim) or (Refusal("not_the_verifier") if verified else None)


def _decided(ending: Ending) -> Refusal | None:
    return None if ending.stage == Ending.Stage.ASKED else Refusal("proposal_decided")


def _proposed_it(actor: Actor, ending: Ending) -> Refusal | None:
    return Refusal("not_the_proposer") if ending.asked_by_id == actor.person_id else None


def _of_claims(**said: Any) -> BulkAct:
    every = Completion.objects.all()
    return act_of(
        every, page="check.read", roles=_SUPERVISES, held=items_held(every), beside=("verdict",), **said
    )  # fmt: skip


def _of_endings(**said: Any) -> BulkAct:
    every = Ending.objects.all()
    return act_of(
        every, page="check.read", roles=_LEADS, held=items_held(every), right="closing.approve", unfit=_decided,
        barred=_proposed_it, **said,
    )  # fmt: skip


FIT = _of_claims(
    name="find-fit", words=_("Found fit"), right="verdict.give", unfit=_judged, barred=_claimed_it, each=_fit
)
UNFIT = _of_claims(
    name="find-unfit", words=_("Found unfit"), right="verdict.give", unfit=_judged, barred=_claimed_it, each=_unfit
)  # fmt: skip
SIGN_OFF = _of_claims(
    name="sign-off", words=_("Sign off"), right="item.close", unfit=_not_found_fit, barred=_claimed_or_verified, each=_sign_off
)  # fmt: skip
SEND_BACK = _of_claims(
    name="send-back", words=_("Send back to be done"), right="item.close", unfit=_not_found_fit, barred=_claimed_or_verified,
    each=_send_back,
)  # fmt: skip
LET_END = _of_endings(name="let-end", words=_("Let them end so"), each=_let_end)
NOT_LET_END = _of_endings(name="not-let-end", words=_("Do not let them end so"), each=_not_let_end)
OF_CLAIMS = (FIT, UNFIT)
"""What is done with many claims without a verdict."""
OF_FOUND_FIT = (SIGN_OFF, SEND_BACK)
"""What is done with many claims found fit."""
OF_ENDINGS = (LET_END, NOT_LET_END)
"""What a leader does with many proposed ends."""
