"""What must hold before a reply goes out, a proposal is handled again, conferred on, or settled. Articles: docs/registers/proposals.md."""

from datetime import date

from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.proposals.rules.codes import Meaning
from luoshi_web.registers.proposals.rules.facts import Of, Proposal, Rating, Value, had
from luoshi_web.registers.proposals.rules.states import Act

MOST_ROUNDS = 2
"""A second dissatisfied receipt leads to a meeting, not to a third reply (重庆 27, 河南 22)."""


def _contacted(proposal: Proposal, on: date) -> bool:
    """With the first signatory, since what is answered was last asked for."""
    since = _asked_again_on(proposal, on)
    return any(
        contact.first and contact.on <= on and (since is None or contact.on >= since)
        for contact in proposal.contacts
    )


def _asked_again_on(proposal: Proposal, on: date) -> date | None:
    if proposal.round == 1:
        return None
    last = proposal.last_rating(Of.REPLY, on)
    return last.on if last is not None else None


def _promised(proposal: Proposal, on: date) -> bool:
    return proposal.meaning is not Meaning.UNDER_WAY or bool(proposal.commitments)


REPLY: Gate[Proposal] = Gate(
    Act.REPLY,
    (
        Condition(
            "co_opinion_missing",
            lambda proposal, on: all(unit.has_said(on) for unit in proposal.co_units),
            source="重庆 20",
        ),
        Condition("not_contacted", _contacted, absolute=True, source="代表法 51"),
        Condition("outcome_missing", lambda proposal, on: proposal.meaning is not None, absolute=True),
        Condition("commitment_missing", _promised, source="重庆 22、24"),
        Condition("public_undecided", lambda proposal, on: proposal.public is not None, absolute=True),
        Condition(
            "private_without_reason",
            lambda proposal, on: proposal.public is not False or proposal.private_reason,
            absolute=True,
        ),
        Condition("not_signed", lambda proposal, on: proposal.signed, absolute=True, source="重庆 23"),
    ),
)


def _dissatisfied(rating: Rating | None, rounds: range) -> bool:
    return rating is not None and rating.value is Value.DISSATISFIED and rating.round in rounds


REDO: Gate[Proposal] = Gate(
    Act.REDO,
    (
        Condition(
            "not_dissatisfied",
            lambda proposal, on: _dissatisfied(proposal.last_rating(Of.REPLY, on), range(1, MOST_ROUNDS + 1)),
            absolute=True,
        ),
        Condition("redone_already", lambda proposal, on: proposal.round < MOST_ROUNDS, absolute=True),
    ),
)
CONFER: Gate[Proposal] = Gate(
    Act.CONFER,
    (
        Condition(
            "not_dissatisfied_twice",
            lambda proposal, on: _dissatisfied(
                proposal.last_rating(Of.REPLY, on), range(MOST_ROUNDS, MOST_ROUNDS + 1)
            ),
            absolute=True,
            source="重庆 27",
        ),
    ),
)


def _rated(proposal: Proposal, on: date) -> bool:
    last = proposal.last_rating(Of.REPLY, on)
    return last is not None and last.round == proposal.round


def _not_dissatisfied(proposal: Proposal, on: date) -> bool:
    """Whoever is dissatisfied is answered again, and the second time conferred with, before anything ends."""
    last = proposal.last_rating(Of.REPLY, on)
    return last is None or last.value is not Value.DISSATISFIED or had(proposal.conference_on, on)


def _promises(proposal: Proposal, on: date) -> bool:
    return any(each.open(on) for each in proposal.commitments)


_ANSWERED = (
    Condition("unrated", _rated, absolute=True),
    Condition("dissatisfied", _not_dissatisfied, absolute=True, source="重庆 27"),
)
FOLLOW: Gate[Proposal] = Gate(
    Act.FOLLOW,
    (
        *_ANSWERED,
        Condition(
            "no_open_commitment",
            _promises,
            absolute=True,
        ),
    ),
)
SETTLE: Gate[Proposal] = Gate(
    Act.SETTLE,
    (
        *_ANSWERED,
        Condition(
            "commitments_open",
            lambda proposal, on: not _promises(proposal, on),
            absolute=True,
            source="上海 22",
        ),
    ),
)
GATES = {gate.act: gate for gate in (REPLY, REDO, CONFER, FOLLOW, SETTLE)}
