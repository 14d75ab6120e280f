"""Acts on many findings at once: a list of an audit has a hundred that go to a unit, are accepted, verified, signed off, announced and closed alike."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rows import PARTS
from luoshi_web.registers.findings.rules.gates import SIGN_OFF, VERIFY
from luoshi_web.registers.findings.rules.states import Act, State
from luoshi_web.registers.findings.selectors import visible_to
from luoshi_web.registers.findings.services import checking, entering
from luoshi_web.registers.findings.words import STATES
from luoshi_web.registers.matters.desks import WORKING
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import in_words
from luoshi_web.supervision.bulk.act import BulkAct


def _assign(*, actor: Actor, key: int, version: int, office: Office, on: date, at: datetime) -> None:
    entering.assign(actor=actor, matter_id=key, version=version, office=office, on=on, at=at)


def _accept(*, actor: Actor, key: int, version: int, at: datetime) -> None:
    entering.accept_plan(actor=actor, matter_id=key, version=version, at=at)


def _verify(*, actor: Actor, key: int, version: int, words: str, on_site: bool, at: datetime) -> None:
    checking.verify(actor=actor, matter_id=key, version=version, words=words, on_site=on_site, at=at)


def _sign_off(*, actor: Actor, key: int, version: int, at: datetime) -> None:
    checking.sign_off(actor=actor, matter_id=key, version=version, at=at)


def _announce(
    *, actor: Actor, key: int, version: int, where: str, on: date, variant: str, at: datetime
) -> None:
    checking.announce(actor=actor, matter_id=key, version=version, where=where, on=on, variant=variant, at=at)


def _close(*, actor: Actor, key: int, version: int, at: datetime) -> None:
    checking.close(actor=actor, matter_id=key, version=version, at=at)


def _seen(actor: Actor) -> QuerySet[Matter]:
    return visible_to(actor).select_related("finding", "office").prefetch_related(*(f"finding__{part}" for part in PARTS))  # fmt: skip


def _unfit(act: Act) -> Callable[[Matter], Refusal | None]:
    sources = FINDINGS.states.ways[act].sources

    def unfit(matter: Matter) -> Refusal | None:
        state = State(matter.state)
        return None if state in sources else Refusal("matter_state", state=str(STATES[state]))

    return unfit


_TWO = frozenset({"proof_author", "applicant", "verifier"})
"""Conditions that leave the act to another person."""


def _another(gate_act: Act) -> Callable[[Actor, Matter], Refusal | None]:
    """Who gave a proof, applied or verified leaves it to another person, and is told before anything is tried."""
    gate = {Act.VERIFY: VERIFY, Act.SIGN_OFF: SIGN_OFF}[gate_act]

    def barred(actor: Actor, matter: Matter) -> Refusal | None:
        seen = FINDINGS.facts(matter.finding, actor=actor.person_id)
        shut = [each.code for each in gate.ask(seen, matter.opened_on, ()).shut if each.code in _TWO]
        return Refusal("gate_shut", reasons=in_words(shut)) if shut else None

    return barred


def _act(name: str, words: StrOrPromise, act: Act, each: Callable[..., None], **more: Any) -> BulkAct:
    return BulkAct(
        name=name, words=words, page="findings.list", right="findings.keep", roles=WORKING, seen=_seen, unfit=_unfit(act), each=each, **more,
    )  # fmt: skip


OF_FINDINGS = (
    _act("assign-findings", _("Assign to a unit"), Act.ASSIGN, _assign),
    _act("accept-plans", _("Accept the plans"), Act.ACCEPT, _accept),
    _act("verify-findings", _("Found put right"), Act.VERIFY, _verify, barred=_another(Act.VERIFY)),
    _act("sign-off-findings", _("Sign off the closing"), Act.SIGN_OFF, _sign_off, barred=_another(Act.SIGN_OFF)),
    _act("announce-findings", _("Announce the closing"), Act.NOTICE, _announce),
    _act("close-findings", _("Close them"), Act.CLOSE, _close),
)  # fmt: skip
"""What is done with many findings at once."""
